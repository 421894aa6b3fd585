// What the page says itself, in Chinese and English.

const read = (name) => {
  const block = document.getElementById(`data-${name}`);
  return block ? JSON.parse(block.textContent) : null;
};
const settings = read("settings");
const WORDS = read("words");

const kept = {
  get(name) {
    try { return localStorage.getItem(`ziping.${name}`); } catch { return null; }
  },
  set(name, value) {
    try { localStorage.setItem(`ziping.${name}`, value); return true; } catch { return false; } // a page from a share may not keep anything
  },
};

let language = ["zh", "en"].includes(kept.get("language")) ? kept.get("language") : settings.lang;

/** A phrase in the reader's language; `{name}` in it is filled from `values`. */
function t(key, values = {}) {
  const phrase = WORDS[key];
  const text = phrase ? phrase[language === "zh" ? 0 : 1] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** A phrase for a code of the dataset, the code itself where there is none. */
const word = (prefix, code) => (WORDS[prefix + code] ? t(prefix + code) : plain(code));

/** Of something that is named in both languages. */
const named = (thing) => plain(thing ? thing[language] : "");
