// A document: the picture of a page beside what was read from it, each leading to the other.

const ROWS_AT_ONCE = 500;
const wanted = { name: "" };

function viewDocuments() {
  const head = (key, kind = "") => h("th", { scope: "col", class: kind }, t(key));
  const row = (paper) => {
    const number = (severity) => paper.findings.filter((f) => f.status === "fail" && f.severity === severity).length;
    const count = (n, kind) => h("td", { class: `figure ${n ? kind : "soft"}` }, n || "–");
    const scores = paper.evaluations.map((e) => e.score).filter(Boolean);
    return h("tr", {},
      h("th", { scope: "row", class: "file" }, h("a", { href: address("document", paper.id) }, quoted(paper.paths.join(", "))), paper.title ? h("p", { class: "soft" }, quoted(paper.title)) : null),
      h("td", {}, quoted(paper.agency)), h("td", { class: "figure" }, paper.fiscal_year ?? ""),
      h("td", {}, h("span", { class: `badge ${paper.status}` }, word("", paper.status))),
      h("td", { class: "figure" }, paper.pages), h("td", { class: "figure" }, paper.evaluations.length),
      h("td", { class: "figure" }, scores.slice(0, 3).join(", ") + (scores.length > 3 ? "…" : "")),
      count(number("error"), "error"), count(number("warning"), "warning"));
  };
  const body = h("tbody", {});
  const shown = h("p", { class: "soft count", role: "status" });
  const more = h("button", { type: "button", click: () => fill(body.rows.length + ROWS_AT_ONCE) });
  const fill = (limit) => {
    const words = wanted.name.toLowerCase().split(/\s+/).filter(Boolean);
    const found = data.documents.filter((paper) => words.every((word_) => namesOf(paper).includes(word_)));
    body.replaceChildren(...found.slice(0, limit).map(row));
    shown.textContent = t("documents.shown", { shown: found.length, all: data.documents.length });
    more.hidden = found.length <= limit;
    more.textContent = t("findings.more", { n: Math.min(ROWS_AT_ONCE, found.length - limit) });
  };
  fill(ROWS_AT_ONCE);
  const search = h("form", { class: "filters", role: "search", submit: (e) => e.preventDefault() },
    h("label", { class: "search" }, h("span", {}, t("filter.search")),
      h("input", { type: "search", id: "filter-name", value: wanted.name, placeholder: t("document.search.hint"),
        input: (e) => { wanted.name = e.target.value; fill(ROWS_AT_ONCE); } })));
  return [h("section", { class: "card" }, h("h1", {}, t("view.documents")), search, shown,
    h("table", { class: "plain documents" },
      h("thead", {}, h("tr", {}, head("file"), head("document.agency"), head("document.year", "figure"), head("document.status"), head("document.pages", "figure"),
        head("document.evaluations", "figure"), head("document.score", "figure"), head("severity.error", "figure"), head("severity.warning", "figure"))),
      body), more)];
}

const namesOf = (paper) => [...paper.paths, paper.title, paper.agency, paper.fiscal_year, paper.doc_id].join(" ").toLowerCase();

function viewDocument(id, query) {
  const paper = documents.get(id);
  if (!paper) return [h("p", { class: "banner" }, t("document.none"))];
  const body = h("div", {}, h("p", { class: "soft loading" }, t("picture.loading")));
  contentsOf(id).then(
    (contents) => body.replaceChildren(documentBody(paper, contents, query)),
    (error) => body.replaceChildren(h("p", { class: "banner" }, error.message)));
  const failed = paper.findings.filter((f) => f.status === "fail");
  return [
    h("header", { class: "paper" },
      h("p", { class: "kicker" }, h("span", { class: `badge ${paper.status}` }, word("", paper.status)), paper.status === "failed" ? null : [" ", t(`source.${paper.text_source ?? "text"}`)]),
      h("h1", {}, quoted(paper.title ?? paper.paths[0])),
      h("p", { class: "soft" }, quoted(paper.paths.join(", ")), [paper.agency, paper.document_number, paper.fiscal_year, paper.report_date].filter(Boolean).map((x) => [" · ", quoted(x)])),
      failed.length ? h("ul", { class: "paper-findings" }, failed.map((f) => h("li", {}, badge(f), " ", h("a", { href: address("finding", f.id) }, quoted(f.subject || ruleName(f.rule)))))) : null,
      paper.failures.length ? h("section", { class: "unread" }, h("h2", {}, t("document.failed")), h("ul", {}, paper.failures.map(failureItem))) : null),
    body,
  ];
}

function documentBody(paper, contents, query) {
  const numbers = contents.pages.map((page) => page.page);
  const state = { paper, contents, page: numbers.includes(Number(query.get("page"))) ? Number(query.get("page")) : firstPage(paper, contents) };
  state.viewer = h("section", { class: "viewer", "aria-label": t("finding.evidence") });
  state.data = h("section", { class: "read", "aria-label": t("document.tables") },
    h("h2", {}, t("document.tables")), h("p", { class: "soft no-print" }, t("document.keys")), confidenceKey(contents),
    paper.evaluations.map((e) => evaluationTables(state, e)), restTables(state), warningList(state));
  state.chosen = h("p", { class: "chosen no-print", hidden: true });
  state.data.children[1].after(state.chosen);
  state.data.addEventListener("click", (event) => fromTable(state, event.target.closest("button.value")));
  state.data.addEventListener("keydown", (event) => walkTable(event));
  if (numbers.length) turnTo(state, state.page);
  return h("div", { class: "split document" }, state.viewer, state.data);
}

const firstPage = (paper, contents) => contents.pages.find((page) => page.picture)?.page ?? contents.pages[0]?.page;

/** Shows a page with a box around every value that was read from it. */
function turnTo(state, number) {
  const { paper, contents } = state;
  const page = contents.page.get(number);
  const at = contents.pages.indexOf(page);
  state.page = number;
  const step = (by, text) => {
    const target = contents.pages[at + by];
    return h("button", { type: "button", disabled: !target, click: () => { turnTo(state, target.page); announce(t("page.n", { n: target.page })); } }, text);
  };
  const choice = h("select", { "aria-label": t("page"), id: "page-choice", change: (e) => turnTo(state, Number(e.target.value)) },
    contents.pages.map((p) => h("option", { value: p.page, selected: p.page === number }, t("page.of", { n: p.page, all: contents.pages.length }))));
  const unread = contents.failures.filter((f) => f.page === number).map((f) => h("p", { class: "banner" }, word("error.", f.error)));
  const areas = [...areasOf(state, page), ...warningAreas(contents, page)];
  state.viewer.replaceChildren(
    h("nav", { class: "turn", "aria-label": t("page") }, step(-1, `← ${t("document.previous")}`), choice, step(1, `${t("document.next")} →`)),
    ...unread, pageFigure(paper, page, areas, t("page.n", { n: number })),
    areas.length ? "" : h("p", { class: "soft" }, t("document.nothing")));
}

function areasOf(state, page) {
  const found = new Map();
  for (const [table, rows] of Object.entries(state.contents.rows)) {
    for (const row of rows) for (const [column, text, number, box, confidence] of row.cells) {
      if (number === page.page && box && !found.has(`${box}`)) found.set(`${box}`, { table, row, column, text, box, confidence });
    }
  }
  const size = ({ box: [x0, top, x1, bottom] }) => (x1 - x0) * (bottom - top);
  const inOrder = [...found.values()].sort((a, b) => size(b) - size(a)); // a clause lies below the figures in it
  return inOrder.map(({ table, row, column, text, box, confidence }) => {
    const about = `${labelOf(table, column)}: ${plain(text)}` + (confidence === null ? "" : ` (${t("confidence", { value: confidence })})`);
    return placed(h("div", { class: `area ${sureness(confidence) ?? ""} ${table}`, title: about, "data-row": row.id, "data-column": column,
      click: () => fromPicture(state, table, row, column) }), box, page);
  });
}

function warningAreas(contents, page) {
  return contents.warnings.filter((w) => w.page === page.page && w.box).map((w) =>
    placed(h("div", { class: "area unread-area", title: `${word("warning.", w.code)}: ${plain(w.message)}` }), w.box, page));
}

/** From a value to its print. */
function fromTable(state, button) {
  if (!button) return;
  const row = state.contents.row.get(`${button.dataset.table}/${button.dataset.row}`);
  const cells = row.cells.filter((cell) => cell[0] === button.dataset.column && cell[3]);
  const places = cells.length ? cells.map((cell) => [cell[2], cell[3]]) : row.box ? [[row.page, row.box]] : [];
  if (!places.length) return;
  if (state.page !== places[0][0]) turnTo(state, places[0][0]);
  const page = state.contents.page.get(state.page);
  const sheet = $(".sheet", state.viewer);
  for (const old of sheet.querySelectorAll(".spot")) old.remove();
  const spots = places.filter(([number]) => number === state.page).map(([, box]) => placed(h("div", { class: "spot" }), box, page));
  sheet.append(...spots);
  markChosen(state, button);
  offerCorrection(state, row, button.dataset.column, places[0]);
  if (spots.length) pointAt(spots[0]);
  announce(`${button.textContent}, ${t("page.n", { n: state.page })}`);
}

/** Beside the tables: what was chosen, what was said of it, and a way to correct it. */
function offerCorrection(state, row, column, [number, box]) {
  const raw = rawOf(row, column);
  const about = labelOf(row.table, column);
  const act = correctionOf(row.table, row.id, column);
  const open = () => correctDialog({ doc_id: state.paper.doc_id, table: row.table, row_id: row.id, column, place: boxOf(number, box) }, about, raw);
  state.chosen.replaceChildren(h("span", { class: "soft" }, about), " ", act?.value_text ? correctionNote(act, raw) : h("strong", {}, quoted(raw || t("correct.nothing"))), " ",
    !takes(row.table, column) ? h("span", { class: "soft" }, t(column.startsWith("extra.") ? "correct.extra" : "correct.derived")) : h("button", { type: "button", id: "correct-value", "aria-keyshortcuts": "e", click: open }, t("correct"), " ", h("kbd", { "aria-hidden": "true" }, "e")));
  state.chosen.hidden = false;
}

const takes = (table, column) => tables.get(table).columns.find((c) => c.name === column)?.typed;

/** A value as it was read. */
const rawOf = (row, column) => row.cells.filter((cell) => cell[0] === column).map((cell) => cell[1]).join("") || row.values[column];

/** From the print to its value. */
function fromPicture(state, table, row, column) {
  const buttons = [...state.data.querySelectorAll(`button.value[data-row="${CSS.escape(row.id)}"]`)].filter((b) => b.dataset.table === table);
  const button = buttons.find((b) => b.dataset.column === column) ?? buttons.find((b) => b.dataset.column.split("_")[0] === column.split("_")[0]) ?? buttons[0];
  if (!button) return;
  fromTable(state, button);
  button.scrollIntoView({ block: "center", inline: "nearest" });
  button.focus({ preventScroll: true });
}

function markChosen(state, button) {
  for (const old of state.data.querySelectorAll("button.value[aria-current]")) old.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
}
