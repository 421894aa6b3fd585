// A page as a picture, with places marked on it. Boxes are in points; marks are placed in parts of the page.

/** The picture of a page. `marks` are elements made by `mark` or `area`. */
function pageFigure(paper, page, marks, caption) {
  const sheet = h("div", { class: "sheet", "data-page": page.page, style: `aspect-ratio:${page.width}/${page.height}` },
    page.picture
      ? h("img", { src: page.picture, alt: t("picture.alt", { file: plain(paper.paths[0]), n: page.page }), draggable: "false" })
      : h("p", { class: "no-picture" }, t(`picture.${settings.few && paper.original === "there" ? "few" : paper.original}`)),
    marks);
  const figure = h("figure", { class: "page" });
  const zoom = h("button", { type: "button", class: "quiet", "aria-pressed": "false", click: () => {
    const larger = figure.classList.toggle("larger");
    zoom.setAttribute("aria-pressed", larger);
  } }, t("picture.larger"));
  figure.append(
    h("figcaption", {}, h("span", {}, caption), h("span", { class: "soft" }, sourceOf(page)), page.picture ? zoom : null),
    h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": plain(caption) }, sheet));
  return figure;
}

function sourceOf(page) {
  if (!page.source || page.unread) return "";
  const sure = page.confidence === null ? "" : ` · ${t("confidence", { value: page.confidence })}`;
  return t(`source.${page.source}`) + sure;
}

/** A box of the page as it lies in the file, on its picture, which was turned clockwise to stand upright. */
function upright([x0, top, x1, bottom], { rotation, width, height }) {
  switch (((rotation % 360) + 360) % 360) {
    case 90: return [width - bottom, x0, width - top, x1];
    case 180: return [width - x1, height - bottom, width - x0, height - top];
    case 270: return [top, height - x1, bottom, height - x0];
    default: return [x0, top, x1, bottom];
  }
}

/** Puts an element over a box of the page. */
function placed(element, box, page) {
  const [x0, top, x1, bottom] = upright(box, page);
  element.style.left = `${(100 * x0) / page.width}%`;
  element.style.top = `${(100 * top) / page.height}%`;
  element.style.width = `${(100 * (x1 - x0)) / page.width}%`;
  element.style.height = `${(100 * (bottom - top)) / page.height}%`;
  return element;
}

/** A numbered mark that can be chosen; its number stands beside the figure, not over print where there is room. */
function mark(number, box, page, about, choose) {
  const element = placed(h("button", { type: "button", class: "mark", "data-number": number, "data-side": "right", "aria-label": `${number}: ${about}`, click: choose },
    h("span", { class: "number", "aria-hidden": "true" }, number)), box, page);
  if (page.picture) inkOf(page).then((ink) => {
    if (!ink) return;
    const [covered, side] = blankSide(box, page, ink, SIZE);
    element.dataset.side = covered ? blankSide(box, page, ink, SMALL)[1] : side;
    element.toggleAttribute("data-crowded", covered > 0);
  });
  return element;
}

const GAP = 2.5; // points between a figure and its number
const SIZE = 11; // points, of a number
const SMALL = 8; // where print leaves no room for that, as between the lines of a paragraph
const INK = 160; // grey from which a pixel is print

/** Where around a box a number of that size can stand: [name, left edge, upper edge]. */
function sidesOf([x0, top, x1, bottom], size) {
  const middle = (top + bottom - size) / 2;
  return [["right", x1 + GAP, middle], ["left", x0 - GAP - size, middle], ["above", x0, top - GAP - size], ["above-end", x1 - size, top - GAP - size], ["below", x0, bottom + GAP], ["below-end", x1 - size, bottom + GAP]];
}

/** Where it covers the least print: [pixels covered, name]. */
function blankSide(box, page, ink, size) {
  const scale = ink.width / page.width;
  const dark = ([, x, y]) => {
    if (x < 0 || y < 0 || x + size > page.width || y + size > page.height) return Infinity;
    let count = 0;
    for (let row = Math.floor(y * scale); row < (y + size) * scale; row += 1) {
      for (let column = Math.floor(x * scale); column < (x + size) * scale; column += 1) count += ink.data[4 * (row * ink.width + column)] < INK;
    }
    return count;
  };
  return sidesOf(upright(box, page), size).map((side) => [dark(side), side[0]]).reduce((best, other) => (other[0] < best[0] ? other : best));
}

const inks = new WeakMap();
/** The pixels of a page; null where a browser does not hand them over, as from a folder of files. */
function inkOf(page) {
  if (!inks.has(page)) {
    const image = new Image();
    inks.set(page, new Promise((resolve) => {
      image.onload = () => {
        try {
          const draw = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext("2d");
          draw.drawImage(image, 0, 0);
          resolve(draw.getImageData(0, 0, image.naturalWidth, image.naturalHeight));
        } catch { resolve(null); }
      };
      image.onerror = () => resolve(null);
      image.src = page.picture;
    }));
  }
  return inks.get(page);
}

const STRIP = 26; // points above and below a figure that its strip shows, too

/** The band of the page that boxes stand in, as wide as the page. */
function strip(boxes, page) {
  const turned = boxes.map((box) => upright(box, page));
  const from = Math.max(0, Math.min(...turned.map(([, top]) => top)) - STRIP);
  const height = Math.min(page.height, Math.max(...turned.map(([, , , bottom]) => bottom)) + STRIP) - from;
  const image = h("img", { src: page.picture, alt: "", style: `top:${(-100 * from) / height}%` });
  const spots = turned.map(([x0, top, x1, bottom]) =>
    h("div", { class: "spot", style: `left:${(100 * x0) / page.width}%;width:${(100 * (x1 - x0)) / page.width}%;top:${(100 * (top - from)) / height}%;height:${(100 * (bottom - top)) / height}%` }));
  return h("div", { class: "strip", "aria-hidden": "true", style: `aspect-ratio:${page.width}/${height}` }, image, ...spots);
}

/** Brings a mark into view and lets it be seen. */
function pointAt(element) {
  for (const other of document.querySelectorAll(".pointed")) other.classList.remove("pointed");
  element.classList.add("pointed");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
}

/** How sure a recognised value is, as a class and for its hint. */
function sureness(confidence) {
  if (confidence === null || confidence === undefined) return null;
  return confidence < 0.7 ? "low" : confidence < 0.9 ? "fair" : "high";
}
