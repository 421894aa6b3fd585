// What people have said of findings and readings: what counts of it, and how this browser's acts are kept.
// Served by `ziping review`, an act is kept when the server has answered. Standing alone, the page keeps acts in the
// browser until they are saved as a file for `ziping review --import`.

const JUDGEMENTS = ["accept", "reject", "later"];
const POLL = 2000; // milliseconds
const server = settings.server;
const said = { judgements: new Map(), corrections: new Map(), version: 0, number: server?.number ?? 0, run: server?.run };
const gone = new Map(); // findings that a correction has settled, as they were
const undone = []; // what takes this browser's acts back, the last one last
const KEPT = `acts.${data.reviews.key}`;
let own = []; // acts of this browser that no dataset has yet: a page that stands alone
let trouble = null; // why acts cannot be kept

class Refused extends Error {}

const placeOf = (act) => `${act.table}/${act.row_id}/${act.column}`;
const judgementOf = (finding) => said.judgements.get(finding.id);
const stateOf = (finding) => judgementOf(finding)?.act ?? "open";
const correctionOf = (table, row, column) => said.corrections.get(`${table}/${row}/${column}`);
const reviewer = () => (kept.get("reviewer") ?? server?.reviewer ?? "").trim();

/** Lets an act count; an earlier one that comes to be known later does not. */
function apply(act) {
  const [all, target] = act.check_id ? [said.judgements, act.check_id] : [said.corrections, placeOf(act)];
  const before = all.get(target);
  if (before && before.at > act.at) return;
  const onlyRemark = act.check_id && !act.act && act.remark && before;
  if (!act.check_id) said.version += 1;
  all.set(target, onlyRemark ? { ...act, act: before.act } : act);
}

for (const act of [...data.reviews.judgements, ...data.reviews.corrections]) apply(act);
if (!server) {
  const known = new Set(data.reviews.known);
  try { own = JSON.parse(kept.get(KEPT) ?? "[]").filter((act) => !known.has(act.review_id)); } catch { own = []; }
  own.forEach(apply);
}

/** Makes acts: gives which findings went and which came, null where that is not known before an import.
 *  Throws `Refused` for a value that cannot be read, and another error where nothing was kept. */
async function perform(acts) {
  const given = acts.map((act) => ({ review_id: newId(), reviewer: reviewer() || null, ...act }));
  if (server) return sent(given);
  for (const act of given) own.push({ ...act, at: now() });
  own.slice(-given.length).forEach(apply);
  if (!kept.set(KEPT, JSON.stringify(own))) setTrouble(t("review.unkept"));
  return null;
}

async function sent(acts) {
  let answer;
  try {
    answer = await fetch("/acts", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ acts, after: said.number }) });
  } catch {
    setTrouble(t("review.offline"));
    throw new Error(t("review.offline"));
  }
  if (answer.status === 403) throw new Error(t("review.closed"));
  const content = await answer.json();
  if (answer.status === 422) throw new Refused(word("refused.", content.refused));
  if (!answer.ok) throw new Error(content.message);
  setTrouble(null);
  return take(content);
}

/** Takes in what the server tells of: acts, whoever made them, and findings that were made anew. */
function take(answer) {
  const changes = { went: [], came: [] };
  if (answer.reload) {
    setTrouble(t("review.reload"));
    return changes;
  }
  answer.acts.forEach(apply);
  said.number = answer.number;
  for (const [id, made] of Object.entries(answer.documents)) replaceFindings(id, made, changes);
  return changes;
}

function replaceFindings(id, made, changes) {
  const paper = documents.get(id);
  const at = data.documents.indexOf(paper);
  const failing = (list) => new Map(list.filter((f) => f.status === "fail").map((f) => [f.id, f]));
  const fresh = made.findings.map((finding) => ({ ...finding, document: at }));
  const [before, after] = [failing(paper.findings), failing(fresh)];
  for (const finding of paper.findings) findings.delete(finding.id);
  for (const finding of fresh) findings.set(finding.id, finding);
  for (const [name, finding] of before) if (!findings.has(name)) gone.set(name, finding);
  data.findings = [...data.findings.filter((f) => f.document !== at), ...fresh];
  paper.findings = fresh;
  changes.went.push(...[...before.values()].filter((f) => !after.has(f.id)));
  changes.came.push(...[...after.values()].filter((f) => !before.has(f.id)));
  loaded.get(id)?.then((contents) => {
    for (const detail of made.details) contents.finding.set(detail.id, detail);
  });
}

/** Asks for what others have done, now and then. */
async function poll() {
  if (!document.hidden) {
    try {
      const answer = await fetch(`/acts?after=${said.number}&run=${said.run}`);
      if (answer.status === 403) setTrouble(t("review.closed"));
      else {
        const content = await answer.json();
        const news = content.reload || content.acts.length;
        take(content);
        if (!content.reload && trouble) setTrouble(null);
        if (news) refresh(Object.keys(content.documents ?? {}).length > 0);
      }
    } catch { setTrouble(t("review.offline")); }
  }
  setTimeout(poll, POLL);
}

function setTrouble(text) {
  if (text === trouble) return;
  trouble = text;
  showTrouble();
}

/** The acts by which a finding gets a judgement and a remark; either may be null. */
function judging(finding, act, remark) {
  const before = judgementOf(finding);
  const target = { doc_id: paperOf(finding).doc_id, check_id: finding.id };
  const made = { ...target, act, remark: remark || null };
  // a remark alone would leave the judgement as it is
  return !act && made.remark && before?.act ? [{ ...target, act: null }, made] : [made];
}

async function judge(finding, act, remark) {
  const before = judgementOf(finding);
  const changes = await perform(judging(finding, act, remark));
  undone.push({ id: finding.id, acts: () => judging(finding, before?.act ?? null, before?.remark) });
  return changes;
}

/** Lays a value over a reading; "" takes an earlier correction back. */
async function correct(target, text, remark) {
  const before = correctionOf(target.table, target.row_id, target.column);
  const made = { act: "correct", ...target, value_text: text, remark: remark || null };
  const changes = await perform([made]);
  undone.push({ id: whereabouts().id, acts: () => [{ ...made, value_text: before?.value_text ?? "", remark: before?.remark ?? null }] });
  return changes;
}

/** Takes this browser's last act back. Gives what it was about and which findings went and came; null where there is none. */
async function undo() {
  const last = undone.pop();
  if (!last) return null;
  try {
    return { id: last.id, changes: await perform(last.acts()) };
  } catch (error) {
    undone.push(last);
    throw error;
  }
}

/** Saves this browser's acts as a file for `ziping review --import`. */
function saveActs() {
  const file = new Blob([JSON.stringify({ dataset: data.dataset, reviews: own }, null, 1)], { type: "application/json" });
  const link = h("a", { href: URL.createObjectURL(file), download: "review.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce(t("review.saved", { n: own.length }));
}

const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");

let latest = "";
/** The time; of two acts the later one has the later time, however quickly they follow each other. */
function now() {
  const time = new Date().toISOString();
  latest = time > latest ? time : new Date(Date.parse(latest) + 1).toISOString();
  return latest;
}
