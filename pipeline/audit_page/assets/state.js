// What the report is about, where the reader is, and the documents as they are asked for.

const data = read("overview");
const rules = new Map(data.rules.map((rule) => [rule.name, rule]));
const tables = new Map(data.tables.map((table) => [table.name, table]));
const columns = new Map(data.tables.flatMap((table) => table.columns.map((c) => [`${table.name}.${c.name}`, c])));
const findings = new Map(data.findings.map((finding) => [finding.id, finding]));
const evaluations = new Map(data.evaluations.map((evaluation) => [evaluation.id, evaluation]));
const documents = new Map(data.documents.map((paper) => [paper.id, paper]));
const SEVERITIES = ["error", "warning", "info"];
const STATUSES = ["fail", "unchecked", "rounding", "pass"];

for (const paper of data.documents) Object.assign(paper, { findings: [], evaluations: [] });
for (const finding of data.findings) data.documents[finding.document].findings.push(finding);
for (const evaluation of data.evaluations) data.documents[evaluation.document].evaluations.push(evaluation);

const paperOf = (thing) => data.documents[thing.document];
const ruleName = (name) => (rules.has(name) ? named(rules.get(name)) : plain(name));

/** The label of a column in the reader's language; columns of a form itself are named as printed. */
function labelOf(table, column) {
  if (column.startsWith("extra.")) return plain(column.slice("extra.".length));
  const declared = columns.get(`${table}.${column}`);
  return declared ? named(declared) : plain(column);
}

/** Where the reader is: `#/findings?severity=error`, `#/finding/<id>`, `#/document/<id>?page=3`, or `#<check id>`. */
function whereabouts() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (findings.has(hash)) return { view: "finding", id: hash, query: new URLSearchParams() };
  const [path, query = ""] = hash.split("?");
  const [, view = "", id = ""] = path.split("/");
  return { view: view || "overview", id, query: new URLSearchParams(query) };
}

/** An address within this page. */
function address(view, id = "", query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const tail = given.length ? `?${new URLSearchParams(given)}` : "";
  return `#/${view}${id ? `/${id}` : ""}${tail}`;
}

const loaded = new Map();
const waiting = new Map();

/** The contents of a document: from this page, or from the folder beside it. */
function contentsOf(id) {
  if (!loaded.has(id)) {
    const coming = settings.server ? asked(id) : settings.folder ? fetched(id) : Promise.resolve(indexed(read(id)));
    loaded.set(id, coming);
    coming.catch(() => loaded.delete(id)); // it is tried again
  }
  return loaded.get(id);
}

async function asked(id) {
  const answer = await fetch(`/documents/${id}`);
  if (!answer.ok) throw new Error(t("review.closed"));
  const contents = await answer.json();
  documents.get(id).original = contents.original;
  return indexed(contents);
}

function fetched(id) {
  return new Promise((resolve, reject) => {
    const name = `${settings.folder}/${id}.js`;
    waiting.set(id, (contents) => resolve(indexed(contents)));
    document.head.append(h("script", { src: name, error: () => reject(new Error(t("document.missing", { name }))) }));
  });
}

window.ziping = { receive: async (id, packed, pictures) => waiting.get(id)?.({ ...JSON.parse(await unpacked(packed)), pictures }) };

/** The text that was deflated and written as base64. */
function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

/** Finds rows by their id, and pages by their number. */
function indexed(contents) {
  contents.row = new Map();
  for (const [table, rows] of Object.entries(contents.rows)) {
    for (const row of rows) contents.row.set(`${table}/${row.id}`, Object.assign(row, { table }));
  }
  for (const page of contents.pages) {
    if (page.rotation % 180) [page.width, page.height] = [page.height, page.width]; // its picture stands upright
  }
  for (const page of contents.pages) page.picture = contents.pictures[page.page];
  for (const page of contents.pages) page.unread = contents.failures.some((f) => f.page === page.page);
  contents.finding = new Map(contents.findings.map((finding) => [finding.id, finding]));
  contents.page = new Map(contents.pages.map((page) => [page.page, page]));
  return contents;
}
