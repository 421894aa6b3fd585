// The frame around the views, and what happens when the reader goes from one to another.

const root = document.documentElement;

function setTheme(theme) {
  kept.set("theme", theme);
  root.dataset.theme = theme;
}

function setLanguage(next) {
  language = next;
  kept.set("language", next);
  const scroll = scrollY;
  render();
  scrollTo(0, scroll);
  $(`[data-language="${next}"]`).focus();
}

function header(view) {
  const tab = (name, covers) => h("a", { href: address(name === "overview" ? "" : name), "aria-current": covers.includes(view) ? "page" : null }, t(`view.${name}`));
  const theme = root.dataset.theme;
  const button = (name, text, lang) => h("button", { type: "button", "data-language": name, lang, "aria-pressed": language === name, click: () => setLanguage(name) }, text);
  const date = new Date(data.made).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
  return h("header", { class: "top" },
    h("button", { type: "button", class: "skip", click: () => { $("#main").focus(); $("#main").scrollIntoView(); } }, t("skip")),
    h("div", { class: "name" }, h("p", { class: "title" }, t("title")),
      h("p", { class: "soft" }, h("bdi", {}, t("made", { name: plain(data.dataset), date, version: data.version })))),
    h("nav", { "aria-label": t("views") }, tab("overview", ["overview"]), tab("findings", ["findings", "finding"]), tab("documents", ["documents", "document"])),
    h("div", { class: "tools no-print" },
      h("div", { class: "languages", role: "group", "aria-label": t("language") }, button("zh", "中文", "zh-CN"), button("en", "English", "en")),
      h("select", { id: "theme", "aria-label": t("theme"), change: (e) => setTheme(e.target.value) },
        ["auto", "light", "dark"].map((name) => h("option", { value: name, selected: theme === name }, t(`theme.${name}`)))),
      h("label", { class: "reviewer" }, h("span", { class: "soft" }, t("review.reviewer")),
        h("input", { id: "reviewer", type: "text", size: 8, autocomplete: "name", value: reviewer(), change: (e) => kept.set("reviewer", e.target.value.trim()) })),
      server ? null : h("button", { type: "button", id: "save", class: "chief", hidden: !own.length, click: saveActs }, t("review.save", { n: own.length })),
      h("button", { type: "button", id: "print", click: () => window.print() }, t("print"))));
}

const VIEWS = {
  overview: () => viewOverview(),
  findings: ({ query }) => { takeFilters(query); return viewFindings(null); },
  finding: ({ id }) => viewFindings(id),
  documents: () => viewDocuments(),
  document: ({ id, query }) => viewDocument(id, query),
};

function render() {
  const place = whereabouts();
  const view = VIEWS[place.view] ? place.view : "overview";
  root.lang = language === "zh" ? "zh-CN" : "en";
  root.dataset.view = view;
  document.title = `${t("title")} · ${plain(data.dataset)}`;
  $("#top").replaceChildren(header(view));
  showTrouble();
  $("#main").replaceChildren(...VIEWS[view](place).flat(Infinity).filter(Boolean));
  return view;
}

function showTrouble() {
  $("#trouble").replaceChildren(...(trouble ? [h("p", { class: "banner" }, trouble)] : []));
}

const LISTING = ["finding", "findings"];
let before = null;

function arrive() {
  const { view, id, query } = whereabouts();
  if (LISTING.includes(view) && LISTING.includes(before) && !query.size) stepTo(view, id);
  else {
    const shown = render();
    if (before !== null && shown !== before) $("#main").focus({ preventScroll: true });
    if (shown !== before) scrollTo(0, 0);
    before = shown;
    return;
  }
  before = view;
}

/** From one finding to another: the list stays as it is. */
function stepTo(view, id) {
  root.dataset.view = view;
  openFinding($(".split"), view === "finding" ? id : null);
  const row = view === "finding" && bringUp(id);
  if (row && row.offsetParent) $("a", row).focus({ preventScroll: true });
  else if (view === "finding") $("#detail").focus({ preventScroll: true });
  if (matchMedia(NARROW).matches) scrollTo(0, 0);
  else $("#detail").scrollIntoView({ block: "nearest" });
}

root.dataset.theme = kept.get("theme") ?? "auto";
addEventListener("hashchange", arrive);
addEventListener("keydown", shortcut);
addEventListener("beforeprint", fillAll);
addEventListener("storage", (event) => { if (!server && event.key === `ziping.${KEPT}`) location.reload(); }); // another window of this page
matchMedia(NARROW).addEventListener("change", () => relist());
arrive();
if (server) setTimeout(poll, POLL);
root.dataset.ready = "yes";
