// The list of findings: filters, search and order stand in the address, so that a view can be sent to somebody.

const SHOWN_AT_ONCE = 200;
const MOST_CHOICES = 500;
const ORDERS = {
  severity: (f) => SEVERITIES.indexOf(f.severity) * 10 + STATUSES.indexOf(f.status),
  rule: (f) => ruleName(f.rule),
  subject: (f) => plain(f.subject),
  file: (f) => plain(paperOf(f).paths[0]),
  page: (f) => f.pages[0] ?? 0,
};

const chosen = { severity: "error,warning", rule: "", document: "", search: "", sort: "severity", down: "" };
let limit = SHOWN_AT_ONCE;

function takeFilters(query) {
  for (const name of Object.keys(chosen)) if (query.has(name)) chosen[name] = query.get(name);
  if (chosen.severity === "all") chosen.severity = SEVERITIES.join(",");
  if (query.has("rule") && !query.has("document")) Object.assign(chosen, { document: "", search: "" });
  if (query.has("severity") && !query.has("rule")) chosen.rule = "";
}

const severitiesChosen = () => chosen.severity.split(",").filter((s) => SEVERITIES.includes(s));

function filtered() {
  const severities = new Set(severitiesChosen());
  const words = chosen.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = data.findings.filter((f) =>
    severities.has(f.severity) &&
    (!chosen.rule || f.rule === chosen.rule) &&
    (!chosen.document || paperOf(f).id === chosen.document) &&
    words.every((w) => searchable(f).includes(w)));
  const key = ORDERS[chosen.sort] ?? ORDERS.severity;
  const sign = chosen.down ? -1 : 1;
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, language === "zh" ? "zh-CN" : "en", { numeric: true }));
  return found.map((f) => [key(f), f]).sort(([a], [b]) => sign * compare(a, b)).map(([, f]) => f);
}

function searchable(finding) {
  finding.words ??= [finding.id, finding.rule, rules.get(finding.rule)?.zh, finding.subject, finding.zh, finding.en, ...paperOf(finding).paths]
    .join(" ").toLowerCase();
  return finding.words;
}

function viewFindings(id) {
  const list = h("section", { class: "list", "aria-label": t("findings.list") });
  const detail = h("article", { class: "detail", id: "detail", "aria-live": "off", tabindex: "-1" });
  const refill = () => list.replaceChildren(...findingsList(id));
  const view = h("div", { class: id ? "split with-detail" : "split" }, h("div", { class: "side" }, filters(refill), list), detail);
  refill();
  if (id) showFinding(detail, id);
  else detail.append(h("p", { class: "soft hint" }, t("findings.choose")));
  return [h("h1", { class: "hidden-visually" }, t("view.findings")), view];
}

function filters(refill) {
  const change = (name, value) => {
    chosen[name] = value;
    limit = SHOWN_AT_ONCE;
    refill();
    announce($("#shown").textContent);
  };
  const severity = (name) => {
    const button = h("button", { type: "button", class: `toggle ${name}`, "data-severity": name, "aria-pressed": severitiesChosen().includes(name),
      click: () => {
        const now = severitiesChosen();
        const next = now.includes(name) ? now.filter((s) => s !== name) : [...now, name];
        button.setAttribute("aria-pressed", next.includes(name));
        change("severity", next.join(","));
      } }, t(`severity.${name}`), " ", h("span", { class: "number" }, data.findings.filter((f) => f.severity === name).length));
    return button;
  };
  const option = (value, text, now) => h("option", { value, selected: value === now }, text);
  const used = [...new Set(data.findings.map((f) => f.rule))];
  const papers = data.documents.filter((paper) => paper.findings.length);
  const few = papers.length <= MOST_CHOICES; // of more, the search finds a file's name sooner
  return h("form", { class: "filters", role: "search", "aria-label": t("filter"), submit: (e) => e.preventDefault() },
    h("div", { class: "toggles", role: "group", "aria-label": t("severity") }, SEVERITIES.filter((name) => !data.brief || data.findings.some((f) => f.severity === name)).map(severity)),
    h("label", { class: "search" }, h("span", {}, t("filter.search")),
      h("input", { type: "search", value: chosen.search, placeholder: t("filter.search.hint"), input: (e) => change("search", e.target.value) })),
    h("label", {}, h("span", {}, t("filter.rule")),
      h("select", { id: "filter-rule", change: (e) => change("rule", e.target.value) },
        option("", t("filter.all"), chosen.rule), used.map((name) => option(name, ruleName(name), chosen.rule)))),
    few || chosen.document ? h("label", {}, h("span", {}, t("filter.document")),
      h("select", { id: "filter-document", change: (e) => change("document", e.target.value) },
        option("", t("filter.all"), chosen.document), papers.map((paper) => option(paper.id, plain(paper.paths[0]), chosen.document)))) : null,
  );
}

function findingsList(current) {
  const found = filtered();
  const shown = found.slice(0, limit);
  const left = Math.min(SHOWN_AT_ONCE, found.length - shown.length);
  return [
    h("p", { class: "soft count", id: "shown" }, t("findings.shown", { shown: found.length, all: data.findings.length })),
    found.length ? findingsTable(shown, current) : h("p", { class: "hint" }, t("findings.none")),
    data.brief ? h("p", { class: "soft" }, t("findings.brief")) : null,
    left > 0 ? h("button", { type: "button", click: (e) => { limit += SHOWN_AT_ONCE; e.target.closest(".list").replaceChildren(...findingsList(current)); } }, t("findings.more", { n: left })) : null,
  ].filter(Boolean);
}

function findingsTable(shown, current) {
  const head = (name, text) => {
    const now = chosen.sort === name;
    return h("th", { scope: "col", "aria-sort": now ? (chosen.down ? "descending" : "ascending") : "none" },
      h("button", { type: "button", class: "sort", "data-sort": name, click: (e) => sortBy(name, e, current) }, text, h("span", { "aria-hidden": "true" }, now ? (chosen.down ? " ↓" : " ↑") : "")));
  };
  return h("table", { class: "findings", keydown: walk },
    h("caption", { class: "hidden-visually" }, `${t("findings.list")}. ${t("findings.keys")}`),
    h("thead", {}, h("tr", {}, head("severity", t("severity")), head("subject", t("subject")), head("rule", t("rule")), head("file", t("file")), head("page", t("page")))),
    h("tbody", {}, shown.map((f) => findingRow(f, current))));
}

function sortBy(name, event, current) {
  chosen.down = chosen.sort === name && !chosen.down ? "1" : "";
  chosen.sort = name;
  const list = event.target.closest(".list");
  list.replaceChildren(...findingsList(current));
  $(`[data-sort="${name}"]`, list).focus();
}

function findingRow(finding, current) {
  const target = address("finding", finding.id);
  const { pages } = finding;
  return h("tr", { "data-id": finding.id, "aria-current": finding.id === current ? "true" : null, class: finding.severity, click: (e) => { if (!e.target.closest("a")) location.hash = target; } },
    h("td", {}, badge(finding)),
    h("td", { class: "subject" }, h("a", { href: target }, quoted(finding.subject || ruleName(finding.rule)))),
    h("td", {}, ruleName(finding.rule)),
    h("td", { class: "file" }, quoted(paperOf(finding).paths[0])),
    h("td", { class: "figure" }, pages.slice(0, 3).join(", ") + (pages.length > 3 ? "…" : "")));
}

function badge(finding) {
  const text = finding.status === "fail" ? t(`severity.${finding.severity}`) : t(`status.${finding.status}`);
  return h("span", { class: `badge ${finding.status === "fail" ? finding.severity : finding.status}` }, text);
}

/** Up and down go from finding to finding while the list has the focus. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target.closest("tr[data-id]");
  if (!step || !row) return;
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  if (!next) return;
  event.preventDefault();
  location.replace(address("finding", next.dataset.id));
}
