// Plots, drawn as SVG, each with its figures as a table for those who cannot see it.

const PLOT = { width: 560, height: 200, left: 34, right: 8, top: 20, bottom: 26 };

/** Bins of equal width from `low`; the last one takes everything from its lower edge on. */
function binned(values, low, step, count) {
  const bins = Array.from({ length: count }, (_, i) => ({ low: low + i * step, high: low + (i + 1) * step, number: 0 }));
  bins[0].under = values.some((v) => v < low);
  for (const value of values) {
    const index = Math.floor((value - low) / step + 1e-9);
    bins[Math.max(0, Math.min(count - 1, index))].number += 1;
  }
  return bins;
}

/** A histogram with its title and its figures. `name` says a bin. */
function histogram(title, note, bins, name) {
  const { width, height, left, right, top, bottom } = PLOT;
  const most = Math.max(1, ...bins.map((bin) => bin.number));
  const across = (width - left - right) / bins.length;
  const y = (number) => height - bottom - (number / most) * (height - top - bottom);
  const bars = bins.map((bin, i) => {
    const x = left + i * across;
    return svg("g", { class: bin.number ? "bar" : "bar empty" },
      svg("title", {}, `${name(bin)}: ${bin.number}`),
      svg("rect", { x: x + 2, y: y(bin.number), width: across - 4, height: height - bottom - y(bin.number), rx: 1.5 }),
      bin.number ? svg("text", { x: x + across / 2, y: y(bin.number) - 5, "text-anchor": "middle", class: "value" }, bin.number) : null,
      svg("text", { x: x + across / 2, y: height - 9, "text-anchor": "middle", class: "tick" }, bin.tick),
    );
  });
  const axis = svg("line", { x1: left, x2: width - right, y1: height - bottom, y2: height - bottom, class: "axis" });
  const summary = bins.filter((bin) => bin.number).map((bin) => `${name(bin)}: ${bin.number}`).join("; ");
  return h("figure", { class: "plot card" },
    h("figcaption", {}, h("h2", {}, title), h("p", { class: "soft" }, note)),
    svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title}. ${summary}` }, axis, bars),
    h("details", {}, h("summary", {}, t("plot.table")),
      h("table", { class: "plain" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("plot.range")), h("th", { scope: "col", class: "figure" }, t("plot.number")))),
        h("tbody", {}, bins.filter((bin) => bin.number).map((bin) =>
          h("tr", {}, h("th", { scope: "row" }, name(bin)), h("td", { class: "figure" }, bin.number)))))),
  );
}

/** A bar in parts: how the checks of a rule ended. */
function parts(counts, total) {
  const shown = STATUSES.filter((status) => counts[status]);
  return h("div", { class: "parts", "aria-hidden": "true" },
    shown.map((status) => h("span", { class: `part ${status}`, style: `flex-grow:${counts[status]}`, title: `${t(`status.${status}`)} ${counts[status]}/${total}` })));
}
