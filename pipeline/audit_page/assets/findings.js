// The list of findings: filters, search and order stand in the address, so that a view can be sent to somebody.

const AT_ONCE = 40; // rows of a part of the list; parts are filled when they come near
const NEAR = "1500px 0px";
const NARROW = "(max-width: 60rem)"; // as in the style: a column, and the whole page scrolls
const MOST_CHOICES = 500;
const VERDICTS = ["document", "reading", "undecided"];
const BY_VERDICT = ["document", "undecided", "reading", "misread"]; // the surest first
const STATES = ["open", ...JUDGEMENTS];
const KINDS = ["CNY", "point", "ratio"]; // amounts of one kind stand together
const ORDERS = {
  severity: (f) => SEVERITIES.indexOf(f.severity) * 10 + STATUSES.indexOf(f.status),
  amount: (f) => (f.amount ? [KINDS.indexOf(f.amount.kind) >>> 0, -f.amount.size] : [Infinity, 0]), // the largest of a kind first
  verdict: (f) => BY_VERDICT.indexOf(verdictOf(f)) >>> 0,
  unit: (f) => unitOf(f),
  rule: (f) => ruleName(f.rule),
  subject: (f) => plain(f.subject),
  file: (f) => plain(paperOf(f).paths[0]),
  page: (f) => f.pages[0] ?? 0,
};

const chosen = { severity: "error,warning", rule: "", document: "", search: "", state: "", verdict: "", unit: "", least: "", group: "", sort: "severity", down: "" };
const FILTERS = "ziping.filters"; // kept for a window: whoever loads the page again is where he was
try { Object.assign(chosen, JSON.parse(sessionStorage.getItem(FILTERS) ?? "{}")); } catch { /* a page from a share may not keep anything */ }
let order = []; // ids of the findings as the list has them

function takeFilters(query) {
  for (const name of Object.keys(chosen)) if (query.has(name)) chosen[name] = query.get(name);
  if (chosen.severity === "all") chosen.severity = SEVERITIES.join(",");
  if (query.has("rule") && !query.has("document")) Object.assign(chosen, { document: "", search: "", unit: "", state: "", verdict: "", least: "" });
  if (query.has("severity") && !query.has("rule")) chosen.rule = "";
  if (query.has("verdict")) Object.assign(chosen, { rule: "", document: "", search: "", unit: "", least: "", state: query.get("state") ?? "" });
}

const severitiesChosen = () => chosen.severity.split(",").filter((s) => SEVERITIES.includes(s));
const evaluationOf = (finding) => evaluations.get(finding.evaluation_id);
const departmentOf = (finding) => (evaluationOf(finding)?.subject_kind === "department" ? evaluationOf(finding).subject : null);
/** The unit under audit. */
const unitOf = (finding) => plain(evaluationOf(finding)?.agency || paperOf(finding).agency || departmentOf(finding) || paperOf(finding).title || paperOf(finding).paths[0]);
const verdictOf = (finding) => (finding.misread ? "misread" : finding.verdict);

/** What an amount is at least: 1万元, 0.5分, 2%; a unit asks for amounts of its kind only. */
function leastOf(text) {
  const found = /^\s*([\d.,]+)\s*(亿|万)?\s*(元|分|%|％|个百分点)?\s*$/.exec(text);
  if (!found) return null;
  const scale = { 亿: 1e8, 万: 1e4 }[found[2]] ?? 1;
  const kind = found[2] || found[3] === "元" ? "CNY" : found[3] === "分" ? "point" : found[3] ? "ratio" : null;
  return { size: Number(found[1].replaceAll(",", "")) * scale / (kind === "ratio" ? 100 : 1), kind };
}

function filtered() {
  const severities = new Set(severitiesChosen());
  const words = chosen.search.toLowerCase().split(/\s+/).filter(Boolean);
  const least = leastOf(chosen.least);
  const found = data.findings.filter((f) =>
    severities.has(f.severity) &&
    (!chosen.rule || f.rule === chosen.rule) &&
    (!chosen.document || paperOf(f).id === chosen.document) &&
    (!chosen.unit || unitOf(f) === chosen.unit) &&
    (!chosen.state || (chosen.state === "remark" ? Boolean(judgementOf(f)?.remark) : stateOf(f) === chosen.state)) &&
    (!chosen.verdict || verdictOf(f) === chosen.verdict) &&
    (!least || (f.amount && f.amount.size >= least.size && (!least.kind || f.amount.kind === least.kind))) &&
    words.every((w) => searchable(f).includes(w)));
  const key = ORDERS[chosen.sort] ?? ORDERS.severity;
  const sign = chosen.down ? -1 : 1;
  const words_ = new Intl.Collator(language === "zh" ? "zh-CN" : "en", { numeric: true });
  const compare = (a, b) => (Array.isArray(a) ? compare(a[0], b[0]) || a[1] - b[1] : typeof a === "number" ? (a === b ? 0 : a - b) : words_.compare(a, b));
  return found.map((f) => [key(f), f]).sort(([a], [b]) => sign * compare(a, b)).map(([, f]) => f);
}

function searchable(finding) {
  const [paper, evaluation] = [paperOf(finding), evaluationOf(finding)];
  finding.words ??= [finding.id, finding.rule, rules.get(finding.rule)?.zh, finding.subject, finding.zh, finding.en,
    paper.agency, paper.title, evaluation?.agency, evaluation?.subject, ...paper.paths].join(" ").toLowerCase();
  return finding.words;
}

let relist = () => {};

function viewFindings(id) {
  const list = h("section", { class: "list", "aria-label": t("findings.list"), keydown: walk });
  const detail = h("article", { class: "detail", id: "detail", "aria-live": "off", tabindex: "-1" });
  const side = h("div", { class: "side" });
  relist = () => fillList(list, side);
  side.append(filters(), list);
  const view = h("div", { class: "split" }, side, detail);
  relist();
  openFinding(view, id);
  if (id) requestAnimationFrame(() => bringUp(id));
  return [h("h1", { class: "hidden-visually" }, t("view.findings")), view];
}

/** Shows a finding beside the list that is there already. */
function openFinding(view, id) {
  const detail = $(".detail", view);
  view.classList.toggle("with-detail", Boolean(id));
  detail.replaceChildren();
  if (id) showFinding(detail, id);
  else detail.append(h("p", { class: "soft hint" }, t("findings.choose")));
  for (const old of view.querySelectorAll(".row[aria-current]")) old.removeAttribute("aria-current");
  if (id) $(`.row[data-id="${CSS.escape(id)}"]`, view)?.setAttribute("aria-current", "true");
}

/** The same finding anew, with the focus and the scroll where they were. */
function reopen(id) {
  const view = $(".split");
  const held = document.activeElement?.closest(".detail") ? document.activeElement : null;
  const name = held && (held.id ? `#${held.id}` : held.dataset.act ? `[data-act="${held.dataset.act}"]` : held.dataset.step ? `[data-step="${held.dataset.step}"]` : null);
  const bar = $(".judging", view);
  if (bar && $(".detail", view).drawn === said.version) bar.replaceWith(judgeBar(findings.get(id)));
  else openFinding(view, id);
  if (name) $(name, view)?.focus({ preventScroll: true });
}

function filters() {
  const change = (name, value) => {
    chosen[name] = value;
    relist();
    announce($("#shown").textContent);
  };
  const severity = (name) => {
    const button = h("button", { type: "button", class: `toggle ${name}`, "data-severity": name, "aria-pressed": severitiesChosen().includes(name),
      click: () => {
        const now_ = severitiesChosen();
        const next = now_.includes(name) ? now_.filter((s) => s !== name) : [...now_, name];
        button.setAttribute("aria-pressed", next.includes(name));
        change("severity", next.join(","));
      } }, t(`severity.${name}`), " ", h("span", { class: "number" }, data.findings.filter((f) => f.severity === name).length));
    return button;
  };
  const choice = (name, key, options) => h("label", {}, h("span", {}, t(key)),
    h("select", { id: `filter-${name}`, change: (e) => change(name, e.target.value) },
      options.map(([value, text]) => h("option", { value, selected: value === chosen[name] }, text))));
  const all = ["", t("filter.all")];
  const used = [...new Set(data.findings.map((f) => f.rule))];
  const papers = data.documents.filter((paper) => paper.findings.length);
  const units = [...new Set(data.findings.map(unitOf))].sort(new Intl.Collator("zh-CN").compare);
  const few = (some, name) => some.length <= MOST_CHOICES || chosen[name]; // of more, the search finds a name sooner
  const rest = ["rule", "document", "unit", "least"].some((name) => chosen[name]);
  return h("form", { class: "filters", role: "search", "aria-label": t("filter"), submit: (e) => e.preventDefault() },
    h("div", { class: "toggles", role: "group", "aria-label": t("severity") }, SEVERITIES.filter((name) => !data.brief || data.findings.some((f) => f.severity === name)).map(severity)),
    h("label", { class: "search" }, h("span", {}, t("filter.search")),
      h("input", { type: "search", value: chosen.search, placeholder: t("filter.search.hint"), input: (e) => change("search", e.target.value) })),
    choice("state", "review", [all, ...STATES.map((s) => [s, t(`act.${s}`)]), ["remark", t("review.remarked")]]),
    choice("verdict", "verdict", [all, ...VERDICTS.map((v) => [v, t(`verdict.short.${v}`)]), ["misread", t("verdict.short.misread")]]),
    choice("sort", "findings.order", Object.keys(ORDERS).map((name) => [name, t(`order.${name}`)])),
    h("button", { type: "button", id: "down", "aria-pressed": Boolean(chosen.down), "aria-label": t("findings.down"), title: t("findings.down"),
      click: (e) => { change("down", chosen.down ? "" : "1"); e.target.setAttribute("aria-pressed", Boolean(chosen.down)); } }, "↓↑"),
    h("label", { class: "choice" }, h("input", { type: "checkbox", id: "group", checked: Boolean(chosen.group), change: (e) => change("group", e.target.checked ? "1" : "") }), " ", t("findings.group")),
    h("details", { class: "rest", open: rest }, h("summary", {}, t("filter.more")), h("div", { class: "filters" },
      few(units, "unit") ? choice("unit", "filter.unit", [all, ...units.map((unit) => [unit, unit])]) : null,
      choice("rule", "filter.rule", [all, ...used.map((name) => [name, ruleName(name)])]),
      few(papers, "document") ? choice("document", "filter.document", [all, ...papers.map((paper) => [paper.id, plain(paper.paths[0])])]) : null,
      h("label", {}, h("span", {}, t("filter.least")), h("input", { type: "text", id: "filter-least", size: 8, value: chosen.least, placeholder: t("filter.least.hint"), input: (e) => change("least", e.target.value) })))));
}

/** Puts the findings into the list, in parts that are filled when they come near what is seen. */
function fillList(list, side) {
  const found = filtered();
  order = found.map((f) => f.id);
  try { sessionStorage.setItem(FILTERS, JSON.stringify(chosen)); } catch { /* as above */ }
  const scroller = matchMedia(NARROW).matches ? null : side;
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) { near.unobserve(target); fillPart(target); }
  }, { root: scroller, rootMargin: NEAR });
  list.replaceChildren(
    h("p", { class: "soft count" }, h("span", { id: "shown" }, t("findings.shown", { shown: found.length, all: data.findings.length })), " · ", h("span", { id: "progress" })),
    ...(found.length ? grouped(found).map(([unit, some]) => group(unit, some, near)) : [h("p", { class: "hint" }, t("findings.none"))]),
    data.brief ? h("p", { class: "soft" }, t("findings.brief")) : "");
  const first = $(".rows", list);
  if (first) fillPart(first);
  showProgress(list);
}

function grouped(found) {
  if (!chosen.group) return [[null, found]];
  const units = new Map();
  for (const finding of found) {
    const unit = unitOf(finding);
    if (!units.has(unit)) units.set(unit, []);
    units.get(unit).push(finding);
  }
  const groups = [...units].sort(([a], [b]) => new Intl.Collator("zh-CN").compare(a, b));
  order = groups.flatMap(([, some]) => some.map((f) => f.id));
  return groups;
}

function group(unit, some, near) {
  const parts_ = [];
  for (let start = 0; start < some.length; start += AT_ONCE) {
    const ids = some.slice(start, start + AT_ONCE);
    const part = h("ol", { class: "rows", start: start + 1, style: `min-height: ${ids.length * 6.3}rem` });
    part.waiting = ids;
    near.observe(part);
    parts_.push(part);
  }
  return h("section", { class: "unit" }, unit === null ? null : h("h2", { class: "unit-name" }, quoted(unit), " ", h("span", { class: "soft" }, some.length)), parts_);
}

function fillPart(part) {
  if (!part.waiting) return;
  const current = whereabouts().id;
  part.append(...part.waiting.map((f) => findingRow(findings.get(f.id) ?? f, current)));
  part.waiting = null;
  part.style.containIntrinsicHeight = `auto ${part.style.minHeight}`; // until it has been seen
  part.style.minHeight = "";
}

const fillAll = () => document.querySelectorAll(".rows").forEach(fillPart);

/** The row of a finding, filled in where it was not yet, in view. */
function bringUp(id) {
  const part = [...document.querySelectorAll(".rows")].find((some) => some.waiting?.some((f) => f.id === id));
  if (part) fillPart(part);
  const row = $(`.row[data-id="${CSS.escape(id)}"]`);
  row?.scrollIntoView({ block: "nearest" });
  return row;
}

function findingRow(finding, current) {
  const target = address("finding", finding.id);
  const { pages } = finding;
  const evaluation = evaluationOf(finding);
  const where = [unitOf(finding), evaluation?.subject && evaluation.subject !== unitOf(finding) ? plain(evaluation.subject) : null].filter(Boolean);
  const row = h("li", { class: `row ${finding.severity}`, "data-id": finding.id, "aria-current": finding.id === current ? "true" : null, click: (e) => { if (!e.target.closest("a")) location.hash = target; } },
    h("p", { class: "line" }, badge(finding), h("a", { class: "subject", href: target }, quoted(finding.subject || ruleName(finding.rule))), h("span", { class: "state" }),
      finding.amount ? h("span", { class: "amount" }, finding.amount[language]) : null),
    h("p", { class: "say" }, quoted(equationOf(finding))),
    h("p", { class: "soft where" }, where.map((text) => [quoted(text), " · "]), ruleName(finding.rule), verdictOf(finding) ? [" · ", h("span", { class: `is-${verdictOf(finding)}` }, t(`verdict.short.${verdictOf(finding)}`))] : null, " · ",
      h("span", { class: "file" }, quoted(paperOf(finding).paths[0])), pages.length ? ` ${t("page.n", { n: pages.slice(0, 3).join(", ") + (pages.length > 3 ? "…" : "") })}` : null));
  markState(row);
  return row;
}

function markState(row) {
  const act = said.judgements.get(row.dataset.id);
  const state = act?.act ?? (act?.remark ? "remark" : "");
  if (row.dataset.state === state) return;
  row.dataset.state = state;
  $(".state", row).textContent = state === "remark" ? t("review.remarked") : state ? t(`act.${state}`) : "";
}

/** How many of the findings in the list have been judged, and how many acts are to be saved. */
function showProgress(within = document) {
  const done = order.filter((id) => said.judgements.get(id)?.act).length;
  const told = $("#progress", within);
  if (told) told.textContent = t("review.progress", { done, all: order.length });
  const save = $("#save");
  if (save) { save.hidden = !own.length; save.textContent = t("review.save", { n: own.length }); }
}

function badge(finding) {
  const text = finding.status === "fail" ? t(`severity.${finding.severity}`) : t(`status.${finding.status}`);
  return h("span", { class: `badge ${finding.status === "fail" ? finding.severity : finding.status}` }, text);
}

/** From the open finding to the one so many further on. */
function go(by) {
  const { view, id } = whereabouts();
  const at = view === "finding" ? order.indexOf(id) : by > 0 ? -1 : 0;
  const next = order[at + by];
  if (!next) return;
  location.replace(address("finding", next));
}

/** Up and down go from finding to finding while the list has the focus. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.closest(".row")) return;
  event.preventDefault();
  go(step);
}
