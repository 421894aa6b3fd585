// One finding: the equation, what may explain it, and where its figures are printed.

const MOST_PAGES = 8;
const MOST_STRIPS = 6;

async function showFinding(detail, id) {
  const listed = findings.get(id) ?? gone.get(id);
  detail.drawn = said.version;
  if (!listed) {
    detail.append(h("p", { class: "banner" }, t("findings.list"), ": ", t("finding.unknown", { id: plain(id) })));
    return;
  }
  const paper = paperOf(listed);
  const body = h("div", {}, h("p", { class: `equation ${kindOf(listed)}` }, quoted(equationOf(listed))), h("p", { class: "soft loading" }, t("picture.loading")));
  detail.append(...[...findingHead(listed, paper), outcomeNote(), findings.has(id) ? judgeBar(listed) : h("p", { class: "banner" }, t("review.settled")), body].filter(Boolean));
  let contents;
  try {
    contents = await contentsOf(paper.id);
  } catch (error) {
    body.lastElementChild.replaceWith(h("p", { class: "banner" }, error.message));
    return;
  }
  if (!body.isConnected) return; // another finding, or the same one anew, took its place while this one was fetched
  const finding = { ...listed, ...contents.finding.get(id) };
  finding.figures = figuresOf(finding.evidence);
  const pictures = h("div", { class: "pictures" }, evidencePages(finding, paper, contents, detail));
  body.replaceChildren(...[...findingBody(finding), operandList(finding, detail), pictures].filter(Boolean));
  showStrips(finding, contents, detail);
}

function findingHead(finding, paper) {
  const copy = h("button", { type: "button", class: "quiet", click: async () => {
    const link = `${location.href.split("#")[0]}#/finding/${finding.id}`;
    try { await navigator.clipboard.writeText(link); announce(t("finding.linked")); copy.textContent = t("finding.linked"); } catch { location.hash = `/finding/${finding.id}`; }
  } }, t("finding.link"));
  const about = rules.get(finding.rule);
  const evaluation = evaluationOf(finding);
  return [
    h("p", { class: "back" }, h("a", { href: address("findings") }, `← ${t("finding.back")}`)),
    h("p", { class: "kicker" }, badge(finding), " ", ruleName(finding.rule), " ", h("code", {}, finding.rule)),
    h("h2", {}, quoted(finding.subject || ruleName(finding.rule))),
    h("p", { class: "soft" }, quoted(unitOf(finding)), evaluation?.subject && evaluation.subject !== unitOf(finding) ? [" · ", quoted(evaluation.subject)] : null, " · ", quoted(paper.paths[0])),
    h("div", { class: "tools" }, h("a", { href: address("document", paper.id, { page: finding.pages[0] }) }, t("finding.open")), copy),
    about && language === "en" ? h("p", { class: "law", lang: "en" }, about.law) : null,
  ].filter(Boolean);
}

const kindOf = (finding) => (finding.status === "fail" ? finding.severity : finding.status);

/** The message without the subject that it begins with. */
function equationOf(finding) {
  const subject = finding.subject ?? "";
  const text = finding[language] ?? "";
  return [`${subject}：`, `${subject}: `, `${subject.replaceAll("：", ": ")}: `].reduce((rest, head) => (subject && rest.startsWith(head) ? rest.slice(head.length) : rest), text);
}

function findingBody(finding) {
  const figure = (name, value) => (value === null ? null : h("div", {}, h("dt", {}, t(`finding.${name}`)), h("dd", {}, value)));
  const interval = finding.lower === null || finding.upper === null || finding.lower === finding.upper ? null : `${finding.lower} … ${finding.upper}`;
  return [
    h("p", { class: `equation ${kindOf(finding)}` }, quoted(equationOf(finding))),
    h("dl", { class: "numbers", title: t("finding.unit") },
      figure("stated", finding.stated), figure("computed", finding.computed), figure("difference", finding.difference), figure("interval", interval)),
    finding.verdict ? h("p", { class: "verdict" }, h("strong", {}, t("verdict"), language === "zh" ? "：" : ": "), word("verdict.", finding.verdict),
      language === "zh" ? "。" : ". ", finding.misread ? t("finding.misread") : null) : null,
    finding.slips.length ? h("div", { class: "slips" }, h("h3", {}, t("finding.slips")), h("ul", {}, finding.slips.map((slip) => h("li", {}, quoted(slipIn(slip)))))) : null,
  ].filter(Boolean);
}

/** An explanation, whose kind is told in both languages: （一位数字 / one digit）. */
function slipIn(slip) {
  return slip.replace(/（([^（）/]+) \/ ([^（）/]+)）$/, language === "zh" ? "（$1）" : " ($2)");
}

/** The figures of a finding with the places that each of them stands in: several where a line or a page ends in it. */
function figuresOf(evidence) {
  const found = new Map();
  evidence.forEach((place, i) => {
    const key = place.column ? [place.table, place.row, place.column].join() : i;
    const before = found.get(key);
    if (!before) found.set(key, { ...place, places: [place] });
    else {
      before.places.push(place);
      before.text = (before.text ?? "") + (place.text ?? "");
    }
  });
  return [...found.values()];
}

function operandName(place) {
  if (place.table === "facts" && place.label) return plain(place.label);
  const column = place.column ? labelOf(place.table, place.column) : named(tables.get(place.table) && { zh: tables.get(place.table).zh, en: place.table });
  return [place.label, column].filter(Boolean).map(plain).join(" · ");
}

function operandList(finding, detail) {
  if (!finding.figures.length) return null;
  const choose = (number) => () => {
    const target = $(`.mark[data-number="${number}"]`, detail);
    if (target) chooseOperand(detail, number);
  };
  return h("section", { class: "operands" }, h("h3", {}, t("finding.operands")), h("p", { class: "soft" }, t("finding.operands.note")),
    h("ol", {}, finding.figures.map((place, i) => h("li", {},
      h("button", { type: "button", class: "operand", "data-number": i + 1, "data-page": place.page, click: choose(i + 1) },
        h("span", { class: "number", "aria-hidden": "true" }, i + 1),
        h("span", { class: "name" }, h("bdi", {}, operandName(place))),
        place.text ? h("span", { class: "print" }, quoted(place.text)) : null,
        place.page ? h("span", { class: "soft" }, t("page.n", { n: place.page })) : null),
      place.column ? h("button", { type: "button", class: "quiet amend", "data-number": i + 1, "aria-label": `${t("correct")}: ${operandName(place)}`, click: () => correctOperand(finding, i + 1) }, t("correct")) : null,
      corrected(place)))));
}

function corrected(place) {
  const act = place.column && correctionOf(place.table, place.row, place.column);
  return act?.value_text ? correctionNote(act, place.text) : null;
}

/** Beside each figure its place on the page, where they are few. */
function showStrips(finding, contents, detail) {
  if (finding.figures.length > MOST_STRIPS) return;
  finding.figures.forEach(({ places }, i) => {
    const page = contents.page.get(places[0].page);
    const boxes = places.filter((place) => place.page === places[0].page && place.box).map((place) => place.box);
    if (page?.picture && boxes.length) $(`.operand[data-number="${i + 1}"]`, detail).append(strip(boxes, page));
  });
}

function evidencePages(finding, paper, contents, detail) {
  const byPage = new Map();
  finding.figures.forEach((figure, i) => {
    for (const place of figure.places) {
      if (!place.page || !place.box) continue;
      if (!byPage.has(place.page)) byPage.set(place.page, []);
      byPage.get(place.page).push([i + 1, { ...place, text: figure.text }]);
    }
  });
  const figures = [...byPage].slice(0, MOST_PAGES).map(([number, places]) => {
    const page = contents.page.get(number);
    if (!page) return null;
    const marks = places.map(([n, place]) => mark(n, place.box, page, operandName(place) + (place.text ? `: ${plain(place.text)}` : ""), () => chooseOperand(detail, n)));
    return pageFigure(paper, page, marks, t("page.n", { n: number }));
  }).filter(Boolean);
  return figures.length ? [h("h3", {}, t("finding.evidence")), ...figures] : [];
}

function chooseOperand(detail, number) {
  for (const button of detail.querySelectorAll(".operand")) {
    if (Number(button.dataset.number) === number) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  const target = $(`.mark[data-number="${number}"]`, detail);
  pointAt(target);
  announce(`${target.getAttribute("aria-label")}, ${t("page.n", { n: target.closest(".sheet").dataset.page })}`);
}
