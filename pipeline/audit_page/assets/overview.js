// The first view: how much there is, what was found, and how scores and rates are distributed.

function viewOverview() {
  return [
    h("h1", { class: "hidden-visually" }, t("view.overview")),
    keyFigures(),
    verdictTable(),
    unfitList(),
    h("div", { class: "columns" }, scoresPlot(), ratesPlot()),
    rulesTable(),
    unreadList(),
  ];
}

function keyFigures() {
  const failing = data.findings.filter((f) => f.status === "fail");
  const of = (severity) => failing.filter((f) => f.severity === severity && !f.misread).length;
  const misread = failing.filter((f) => f.misread).length;
  const checks = Object.values(data.checks).flatMap(Object.values).reduce((a, b) => a + b, 0);
  const [errors, warnings] = [of("error"), of("warning")];
  return h("ul", { class: "figures" },
    keyFigure(data.documents.length, "documents", address("documents")),
    keyFigure(data.evaluations.length, "evaluations", address("documents")),
    keyFigure(checks, "checks", address("findings", "", { severity: "all" })),
    keyFigure(errors, "error", address("findings", "", { severity: "error" }), errors ? "error" : "good"),
    keyFigure(warnings, "warning", address("findings", "", { severity: "warning" }), warnings ? "warning" : "good"),
    misread ? keyFigure(misread, "misread", address("findings", "", { severity: "all", verdict: "misread" }), "misread") : null,
  );
}

function keyFigure(number, name, target, kind = "") {
  return h("li", {}, h("a", { href: target, class: `card ${kind}` }, h("strong", {}, number.toLocaleString("en")), " ", h("span", {}, t(`count.${name}`))));
}

/** The findings by what they are taken for, and by what people have said of them. */
function verdictTable() {
  const failing = data.findings.filter((f) => f.status === "fail");
  if (!failing.length) return null;
  const number = (verdict, state) => failing.filter((f) => verdictOf(f) === verdict && (!state || stateOf(f) === state)).length;
  const rows = [...VERDICTS, "misread"].filter((verdict) => number(verdict)).map((verdict) => h("tr", {},
    h("th", { scope: "row" }, h("a", { href: address("findings", "", { severity: "all", verdict }) }, t(`verdict.${verdict}`))),
    h("td", { class: "figure" }, h("strong", {}, number(verdict))),
    STATES.map((state) => { const n = number(verdict, state); return h("td", { class: "figure" }, n ? h("a", { href: address("findings", "", { severity: "all", verdict, state }) }, n) : "–"); })));
  return h("section", { class: "card", "aria-labelledby": "verdicts-title" }, h("h2", { id: "verdicts-title" }, t("overview.verdicts")),
    h("p", { class: "soft" }, t("overview.verdicts.note")),
    h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": t("verdict") }, h("table", { class: "plain verdicts" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("verdict")), h("th", { scope: "col", class: "figure" }, t("total")), STATES.map((state) => h("th", { scope: "col", class: "figure" }, t(`act.${state}`))))),
      h("tbody", {}, rows))));
}

/** What people said of findings and readings that are there no more. */
function unfitList() {
  const { unfit } = data.reviews;
  if (!unfit.length) return null;
  return h("section", { class: "card unread", "aria-labelledby": "unfit-title" }, h("h2", { id: "unfit-title" }, t("review.unfit")), h("p", { class: "soft" }, t("review.unfit.note")),
    h("ul", {}, unfit.slice(0, MOST_UNREAD).map((act) => h("li", {}, h("strong", {}, t(`act.${act.act ?? "open"}`)), " ", act.value_text ? quoted(`${labelOf(act.table, act.column)}: ${act.value_text}`) : h("code", {}, act.check_id),
      h("p", { class: "soft" }, quoted(data.documents.find((paper) => paper.doc_id === act.doc_id)?.paths[0] ?? act.doc_id), " · ", signed(act), act.remark ? [" · ", quoted(act.remark)] : null)))));
}

function scoresPlot() {
  const values = data.evaluations.filter((e) => e.part !== null).map((e) => e.part * 100);
  if (!values.length) return emptyPlot("overview.scores");
  const least = values.reduce((a, b) => Math.min(a, b));
  const low = Math.min(80, Math.max(0, Math.floor(least / 10) * 10));
  const step = low >= 80 ? 2 : 5;
  const count = Math.round((100 - low) / step);
  const bins = binned(values, low, step, count);
  for (const bin of bins) bin.tick = bin.low;
  const name = (bin) => `${bin.low}–${bin.high}`;
  return histogram(t("overview.scores"), t("overview.scores.note", { n: values.length }), bins, name);
}

function ratesPlot() {
  const values = data.evaluations.filter((e) => e.rate !== null).map((e) => e.rate * 100);
  if (!values.length) return emptyPlot("overview.rates");
  const over = values.some((v) => v > 100 + 1e-9);
  const bins = binned(values.filter((v) => v <= 100 + 1e-9), 0, 10, 10);
  if (over) bins.push({ low: 100, over: true, number: values.filter((v) => v > 100 + 1e-9).length });
  for (const bin of bins) bin.tick = bin.over ? ">100" : bin.low;
  const name = (bin) => (bin.over ? t("plot.over", { low: "100%" }) : `${bin.low}–${bin.high}%`);
  return histogram(t("overview.rates"), t("overview.rates.note", { n: values.length }), bins, name);
}

function emptyPlot(key) {
  return h("figure", { class: "plot card" }, h("figcaption", {}, h("h2", {}, t(key)), h("p", { class: "soft" }, t("overview.none"))));
}

function rulesTable() {
  const used = [...rules.keys()].filter((name) => data.checks[name]);
  const number = (n, kind) => h("td", { class: `figure ${n ? kind : "soft"}` }, n || "–");
  const rows = used.map((name) => {
    const counts = data.checks[name];
    const total = STATUSES.reduce((sum, status) => sum + counts[status], 0);
    return h("tr", {},
      h("th", { scope: "row" }, h("a", { href: address("findings", "", { rule: name, severity: "all" }) }, ruleName(name)), language === "zh" ? h("code", {}, name) : null),
      number(counts.fail, "error"), number(counts.unchecked, ""), number(counts.rounding, ""), number(counts.pass, ""),
      h("td", { class: "wide" }, parts(counts, total)),
    );
  });
  const head = (text, kind = "") => h("th", { scope: "col", class: kind }, text);
  return h("section", { class: "card", "aria-labelledby": "rules-title" },
    h("h2", { id: "rules-title" }, t("overview.rules")),
    h("p", { class: "soft" }, t("overview.rules.note")),
    h("table", { class: "plain rules" },
      h("thead", {}, h("tr", {}, head(t("rule")), STATUSES.map((s) => head(t(`status.${s}`), "figure")), h("td", { class: "wide" }))),
      h("tbody", {}, rows)),
    data.findings.some((f) => f.status === "fail") ? null : h("p", { class: "good" }, t("overview.clean")),
  );
}

const MOST_UNREAD = 200;

function unreadList() {
  const failures = [...data.unopened, ...data.documents.flatMap((paper) => paper.failures)];
  if (!failures.length) return null;
  return h("section", { class: "card unread", "aria-labelledby": "unread-title" },
    h("h2", { id: "unread-title" }, t("overview.unread")),
    h("ul", {}, failures.slice(0, MOST_UNREAD).map(failureItem)),
    failures.length > MOST_UNREAD ? h("p", { class: "soft" }, t("overview.more", { n: failures.length - MOST_UNREAD })) : null);
}

function failureItem(failure) {
  return h("li", {},
    h("strong", {}, word("error.", failure.error)), " ", quoted(failure.path),
    failure.page ? ` ${t("page.n", { n: failure.page })}` : null,
    h("p", { class: "soft", lang: "en" }, quoted(failure.message)));
}
