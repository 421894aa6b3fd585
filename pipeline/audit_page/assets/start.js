// The frame around the views, and what happens when the reader goes from one to another.

const root = document.documentElement;

function setTheme(theme) {
  kept.set("theme", theme);
  root.dataset.theme = theme;
}

function setLanguage(next) {
  language = next;
  kept.set("language", next);
  for (const finding of data.findings) delete finding.words;
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
  $("#main").replaceChildren(...VIEWS[view](place).flat(Infinity).filter(Boolean));
  return view;
}

let before = null;

function arrive() {
  const list = $(".list");
  const kept_ = list ? list.closest(".side").scrollTop : 0;
  const view = render();
  const side = $(".side");
  if (side && before === "finding") side.scrollTop = kept_;
  const current = $("tr[aria-current] a");
  if (view === "finding" && current) {
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest" });
  } else if (before !== null && view !== before) $("#main").focus({ preventScroll: true });
  if (view !== before) scrollTo(0, 0);
  before = view;
}

root.dataset.theme = kept.get("theme") ?? "auto";
addEventListener("hashchange", arrive);
arrive();
root.dataset.ready = "yes";
