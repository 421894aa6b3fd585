// Judging a finding, correcting a reading: the controls, the keys, and what came of it.

let outcome = null; // of the last correction: which findings went and which came

/** Where the reader says what a finding is. */
function judgeBar(finding) {
  const now_ = judgementOf(finding);
  const button = (act, key) => h("button", { type: "button", class: `judge ${act}`, "data-act": act, "aria-pressed": now_?.act === act, "aria-keyshortcuts": key,
    click: () => judged(finding, () => (now_?.act === act ? null : act)) }, t(`act.${act}`), " ", h("kbd", { "aria-hidden": "true" }, key));
  const remark = h("textarea", { id: "remark", rows: 1, maxlength: 4000, placeholder: t("review.remark.hint"), "aria-keyshortcuts": "m",
    change: (e) => { const text = e.target.value.trim(); judged(finding, () => judgementOf(finding)?.act ?? null, () => text); },
    keydown: (e) => { if (e.key === "Escape" || (e.key === "Enter" && (e.ctrlKey || e.metaKey))) e.target.blur(); } }, now_?.remark ?? "");
  const [at, all] = [order.indexOf(finding.id), order.length];
  const step = (by, key, text) => h("button", { type: "button", class: "quiet", "data-step": by, "aria-keyshortcuts": key, disabled: at < 0 ? by < 0 : !order[at + by], click: () => go(by) }, text);
  return h("section", { class: "judging", "aria-label": t("review") },
    h("div", { class: "acts", role: "group", "aria-label": t("review") }, JUDGEMENTS.map((act, i) => button(act, String(i + 1))),
      h("button", { type: "button", class: "quiet", id: "undo", disabled: !undone.length, "aria-keyshortcuts": "u", click: takeBack }, t("review.undo")),
      h("span", { class: "steps no-print" }, step(-1, "k", t("review.previous")), at < 0 ? null : h("span", { class: "soft" }, `${at + 1}/${all}`), step(1, "j", t("review.next")),
        h("button", { type: "button", class: "quiet", id: "keys", "aria-keyshortcuts": "?", "aria-label": t("keys"), click: showKeys }, "?"))),
    h("label", { class: "remark" }, h("span", { class: "soft" }, t("review.remark")), remark),
    now_ && (now_.act || now_.remark) ? h("p", { class: "soft signed" }, signed(now_)) : null);
}

const signed = (act) => [quoted(act.reviewer || t("review.nobody")), " · ", new Date(act.at ?? Date.now()).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" })];

/** Judges; what is to be said is asked for when the acts before it are done. */
function judged(finding, actNow, remarkNow = () => judgementOf(finding)?.remark) {
  return attempt(async () => {
    const act = actNow();
    await judge(finding, act, remarkNow());
    announce(act ? t(`act.${act}`) : t("act.open"));
  });
}

function takeBack() {
  return attempt(async () => {
    const back = await undo();
    if (!back) return;
    outcome = back.changes;
    if (back.id && findings.has(back.id) && whereabouts().id !== back.id) location.hash = address("finding", back.id).slice(1);
    announce(t("review.undone"));
  });
}

let acting = Promise.resolve(); // what was asked for last: keys may come faster than answers

/** Does something that may fail when all before it is done, says so if it fails, and shows what there is now. */
function attempt(action) {
  acting = acting.then(() => attempted(action));
  return acting;
}

async function attempted(action) {
  try {
    await action();
  } catch (error) {
    setTrouble(error.message);
    announce(error.message);
  }
  refresh(true);
}

/** Shows what has changed: the state of rows, the open finding, and the list itself where findings went or came. */
function refresh(findingsChanged) {
  const place = whereabouts();
  if (!["finding", "findings"].includes(place.view)) {
    if (findingsChanged && !document.activeElement?.closest("dialog")) render();
    return;
  }
  if (findingsChanged) relist();
  for (const row of document.querySelectorAll(".row[data-id]")) markState(row);
  showProgress();
  if (place.view === "finding" && document.activeElement?.id !== "remark") reopen(place.id);
}

/** Which findings a correction settled, and which it brought. */
function outcomeNote() {
  if (!outcome) return null;
  const { went, came } = outcome;
  const list = (key, some) => (some.length ? h("div", {}, h("strong", {}, t(key, { n: some.length })), h("ul", {}, some.map((f) => h("li", {},
    h("a", { href: address("finding", f.id) }, quoted(f.subject || ruleName(f.rule))), " ", h("span", { class: "soft" }, quoted(equationOf(f))))))) : null);
  return h("section", { class: "outcome banner", role: "status", tabindex: "-1" },
    went.length || came.length ? [list("review.went", went), list("review.came", came)] : h("p", {}, t("review.same")),
    h("button", { type: "button", class: "quiet", click: () => { outcome = null; $(".outcome").remove(); } }, t("close")));
}

/** Asks for the value that is printed in place of the one that was read; of a part that was not read, also where it
 *  belongs: `places` has a target and its name each. */
function correctDialog(given, about, raw, places = null) {
  let target = given;
  const where = places && h("select", { id: "typed-where", change: (e) => { target = places[e.target.selectedIndex].target; } }, places.map((p) => h("option", {}, p.about)));
  const before = correctionOf(target.table, target.row_id, target.column);
  const field = h("input", { id: "typed", type: "text", autocomplete: "off", value: before?.value_text || raw || "", "aria-describedby": "typed-hint typed-wrong" });
  const remark = h("input", { type: "text", autocomplete: "off", value: before?.remark ?? "" });
  const wrong = h("p", { id: "typed-wrong", class: "wrong", role: "alert" });
  const save = async (text) => {
    try {
      outcome = await correct(target, text, remark.value.trim());
      if (!outcome) announce(t("review.later"));
      dialog.close();
    } catch (error) {
      wrong.textContent = error.message;
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  };
  const dialog = h("dialog", { class: "correct", "aria-labelledby": "correct-title", close: () => { dialog.remove(); refresh(true); } },
    h("form", { submit: (e) => { e.preventDefault(); save(field.value); } },
      h("h2", { id: "correct-title" }, t("correct")),
      h("p", {}, h("bdi", {}, about)),
      h("p", {}, h("span", { class: "soft" }, t("correct.read")), " ", h("strong", {}, quoted(raw || t("correct.nothing")))),
      where ? h("label", {}, h("span", {}, t("correct.where")), where) : null,
      h("label", {}, h("span", {}, t("correct.value")), field), h("p", { id: "typed-hint", class: "soft" }, t("correct.hint")), wrong,
      h("label", {}, h("span", {}, t("review.remark")), remark),
      server ? null : h("p", { class: "soft" }, t("review.later")),
      h("div", { class: "acts" }, h("button", { type: "submit", class: "chief" }, t("correct.save")),
        before?.value_text ? h("button", { type: "button", id: "withdraw", click: () => save("") }, t("correct.withdraw")) : null,
        h("button", { type: "button", click: () => dialog.close() }, t("cancel")))));
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}

/** What is said of a reading that was corrected: what stands there now, what was read, who says so. */
function correctionNote(act, raw) {
  return h("span", { class: "corrected" }, h("strong", {}, quoted(act.value ?? act.value_text)), " ",
    h("span", { class: "soft" }, t("correct.was"), " ", quoted(raw || t("correct.nothing")), " · ", signed(act), act.remark ? [" · ", quoted(act.remark)] : null));
}

function correctOperand(finding, number) {
  const place = finding.figures[number - 1];
  if (!place?.column) return;
  const [page, box] = [place.page, place.box];
  correctDialog({ doc_id: paperOf(finding).doc_id, table: place.table, row_id: place.row, column: place.column, place: boxOf(page, box) }, operandName(place), place.text);
}

const boxOf = (page, box) => (box ? { page, x0: box[0], top: box[1], x1: box[2], bottom: box[3] } : null);

const KEYS = [["1", "act.accept"], ["2", "act.reject"], ["3", "act.later"], ["m", "review.remark"], ["e", "correct"], ["u", "review.undo"],
  ["j", "review.next"], ["k", "review.previous"], ["/", "filter.search"], ["Esc", "finding.back"], ["?", "keys"]];

function showKeys() {
  const dialog = h("dialog", { "aria-labelledby": "keys-title", close: () => dialog.remove() },
    h("h2", { id: "keys-title" }, t("keys")),
    h("dl", { class: "keys" }, KEYS.map(([key, name]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(name))))),
    h("label", { class: "choice" }, h("input", { type: "checkbox", id: "keys-on", checked: keysOn(), change: (e) => kept.set("keys", e.target.checked ? "on" : "off") }), " ", t("keys.on")),
    h("form", { method: "dialog" }, h("button", {}, t("close"))));
  document.body.append(dialog);
  dialog.showModal();
}

const keysOn = () => kept.get("keys") !== "off";

function shortcut(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if ($("dialog[open]") || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const { view, id } = whereabouts();
  if (event.key === "?") showKeys();
  else if (!keysOn()) return;
  else if (event.key === "u") takeBack();
  else if (event.key === "/") ($("input[type=search]") ?? $("nav a")).focus();
  else if (view === "document" && event.key === "e") $("#correct-value")?.click();
  else if (!["finding", "findings"].includes(view)) return;
  else if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (view !== "finding" || !findings.has(id)) return;
  else if (JUDGEMENTS[event.key - 1]) judged(findings.get(id), () => JUDGEMENTS[event.key - 1]);
  else if (event.key === "m") $("#remark").focus();
  else if (event.key === "e") ($(".operand[aria-current] ~ .amend") ?? $(".amend"))?.click();
  else if (event.key === "Escape") location.hash = address("findings").slice(1);
  else return;
  event.preventDefault();
}
