// Building elements. Text is always set as text: nothing in this program parses markup.

const $ = (selector, root = document) => root.querySelector(selector);
const SVG = "http://www.w3.org/2000/svg";

/** An element. Attributes that are null or false are left out; functions become listeners. */
function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same in SVG. */
function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    const state = name.startsWith("aria-"); // whose false is a value too
    if (value === null || value === undefined || (value === false && !state)) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true && !state ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

// Controls, and marks that turn the direction of what follows: shown by their number, never obeyed.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text of a document with nothing in it that acts unseen. */
function plain(text) {
  return String(text ?? "").replace(UNSEEN, (c) => `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
}

/** Text of a document as an element of its own, so that its direction ends with it. */
function quoted(text) {
  return h("bdi", {}, plain(text));
}

/** Tells users of screen readers what has changed. */
function announce(text) {
  $("#news").textContent = text;
}
