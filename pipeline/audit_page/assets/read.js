// What was read from a document, as tables; every value is a button that leads to its print.

function evaluationTables(state, evaluation) {
  const row = state.contents.row.get(`evaluations/${evaluation.id}`);
  const heading = evaluation.subject ? quoted(evaluation.subject) : t("document.evaluations");
  return h("section", { class: "evaluation" }, h("h3", {}, heading), headList(row), tablesOf(state, evaluation.id, evaluation.subject));
}

function restTables(state) {
  const tables_ = tablesOf(state, null, "");
  return tables_.length ? h("section", { class: "evaluation" }, h("h3", {}, t("document.shared")), tables_) : null;
}

/** The evaluation itself, as names and values. */
function headList(row) {
  const declared = tables.get("evaluations").columns.filter((c) => c.name in row.values);
  return h("dl", { class: "head" }, declared.map((c) => h("div", {}, h("dt", { title: c.about }, named(c)), h("dd", {}, valueButton(row, c.name, c.form, true)))));
}

function tablesOf(state, evaluation, subject) {
  return data.tables.filter((table) => table.name !== "evaluations").map((table) => {
    const rows = state.contents.rows[table.name].filter((row) => row.of === evaluation);
    return rows.length ? dataTable(table, rows, subject) : null;
  }).filter(Boolean);
}

function dataTable(table, rows, subject) {
  const declared = table.columns.filter((c) => c.name !== "sheet" && rows.some((row) => c.name in row.values));
  const extra = [...new Set(rows.flatMap((row) => Object.keys(row.values).filter((name) => name.startsWith("extra."))))];
  const shown = [...declared, ...extra.map((name) => ({ name, zh: name.slice(6), en: name.slice(6), form: "text", about: t("document.extra") }))];
  const caption = `${language === "zh" ? table.zh : table.name} ${rows.length}`;
  let above = {};
  let first = true;
  const body = rows.map((row) => {
    const cells = shown.map((c) => {
      const again = /^level[123]$/.test(c.name) && row.values[c.name] === above[c.name];
      const cell = h("td", { class: `${isFigure(c) ? "figure" : ""} ${again ? "again" : ""}` }, c.name in row.values ? valueButton(row, c.name, c.form, first) : missingButton(row, c));
      if (c.name in row.values) first = false;
      return cell;
    });
    above = row.values;
    return h("tr", {}, cells);
  });
  return h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": plain(`${subject ?? ""} ${caption}`.trim()) },
    h("table", { class: "data" }, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, shown.map((c) => h("th", { scope: "col", title: plain(c.about), class: isFigure(c) ? "figure" : "" }, named(c))))),
      h("tbody", {}, body)));
}

const isFigure = (column) => column.form !== "text" && column.form !== "code";

function valueButton(row, column, form, reachable) {
  const cells = row.cells.filter((cell) => cell[0] === column);
  const confidence = Math.min(...cells.map((cell) => cell[4] ?? 2), 2);
  const sure = confidence < 2 ? sureness(confidence) : null;
  const printed = cells.map((cell) => cell[1]).join(" ");
  const hint = [plain(printed), correctionOf(row.table, row.id, column)?.value_text ? t("correct.done") : "", sure ? t("confidence", { value: confidence }) : ""].filter(Boolean).join(" · ");
  const act = correctionOf(row.table, row.id, column);
  const value = act?.value_text ? act.value ?? act.value_text : row.values[column];
  if (act?.value_text) form = "text";
  return h("button", { type: "button", class: `value ${sure ?? ""} ${act?.value_text ? "amended" : ""}`, title: hint || null, tabindex: reachable ? "0" : "-1",
    "data-table": row.table, "data-row": row.id, "data-column": column }, form === "code" ? word("code.", value) : quoted(value));
}

/** Where nothing was read: what is printed there can be typed in. */
function missingButton(row, column) {
  if (!column.typed || !row.box) return null;
  if (correctionOf(row.table, row.id, column.name)?.value_text) return valueButton(row, column.name, "text", false);
  return h("button", { type: "button", class: "value missing", tabindex: "-1", title: t("correct.nothing"), "aria-label": `${named(column)}: ${t("correct.nothing")}`,
    "data-table": row.table, "data-row": row.id, "data-column": column.name }, "–");
}

/** Arrow keys go from value to value. */
function walkTable(event) {
  const cell = event.target.closest("table.data td");
  const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
  const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
  if (!cell || (!across && !down)) return;
  const table = [...cell.closest("tbody").rows];
  let [row, column] = [table.indexOf(cell.parentElement), cell.cellIndex];
  let next = null;
  while (!next) {
    row += down;
    column += across;
    const there = table[row]?.cells[column];
    if (!there) return;
    next = $("button.value", there);
  }
  event.preventDefault();
  event.target.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

function confidenceKey(contents) {
  if (!contents.pages.some((page) => page.source === "ocr")) return null;
  return h("p", { class: "key" }, t("confidence.key"), ["high", "fair", "low"].map((level) => h("span", { class: `value ${level}` }, t(`confidence.${level}`))));
}

function warningList(state) {
  const { warnings } = state.contents;
  if (!warnings.length) return null;
  return h("section", { class: "unread" }, h("h3", {}, t("document.unread")), h("ul", {}, warnings.map((w) => h("li", {},
    h("strong", {}, word("warning.", w.code)), " ",
    w.page ? h("button", { type: "button", class: "quiet", click: () => turnTo(state, w.page) }, t("page.n", { n: w.page })) : null,
    placesFor(state, w).length ? h("button", { type: "button", class: "quiet fill no-print", click: () => fillIn(state, w) }, t("correct.fill")) : null,
    h("p", { class: "print" }, quoted(w.text)), h("p", { class: "soft", lang: "en" }, quoted(w.message))))));
}

const NAMING = ["level3", "level2", "level1", "label", "line_text", "subject"];
const MOST_PLACES = 80;

/** The values that were not read in the rows near an unread part: what is printed there may be one of them. */
function placesFor(state, warning) {
  if (!warning.box) return [];
  const middle = (box) => (box[1] + box[3]) / 2;
  const rows = Object.values(state.contents.rows).flat().filter((row) => row.page === warning.page && row.box);
  rows.sort((a, b) => Math.abs(middle(a.box) - middle(warning.box)) - Math.abs(middle(b.box) - middle(warning.box)));
  return rows.flatMap((row) => tables.get(row.table).columns.filter((c) => c.typed && !(c.name in row.values)).map((c) => ({
    target: { doc_id: state.paper.doc_id, table: row.table, row_id: row.id, column: c.name, place: boxOf(row.page, row.box) },
    about: [plain(row.values[NAMING.find((name) => name in row.values)] ?? named(tables.get(row.table))), named(c)].join(" · "),
  }))).slice(0, MOST_PLACES);
}

function fillIn(state, warning) {
  const places = placesFor(state, warning);
  correctDialog(places[0].target, word("warning.", warning.code), warning.text, places);
}
