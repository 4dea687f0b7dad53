"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const $ = (id) => document.getElementById(id);
const cards = [...document.querySelectorAll("#list article")];
const narrow = matchMedia("(max-width: 60rem)");
const kinds = { v: "verified", c: "contradicted", u: "unverified" };
let shown = cards, current = null;

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/* A page: its image where there is one, else its lines drawn as text; boxes over it. */
function sheet(doc, number, boxes) {
  const page = data.pages[doc + "-" + number];
  const holder = document.createElement("div");
  holder.className = "sheet";
  const view = `0 0 ${page.w} ${page.h}`;
  const image = $("image-" + doc + "-" + number);
  if (image) {
    const picture = document.createElement("img");
    picture.alt = data.words.page.replace("{}", number);
    picture.width = page.w; picture.height = page.h;
    picture.src = "data:image/" + image.dataset.kind + ";base64," + image.textContent;
    holder.append(picture);
  }
  const over = element("svg", { viewBox: view, "aria-hidden": "true" });
  if (image) over.setAttribute("class", "over");
  for (const [x0, top, x1, bottom] of page.cells || [])
    over.append(element("rect", { x: x0, y: top, width: x1 - x0, height: bottom - top, class: "cell" }));
  for (const [x0, top, x1, bottom, text] of page.lines || []) {
    over.append(element("text", { x: x0, y: bottom - (bottom - top) * 0.15,
      "font-size": Math.max((bottom - top) * 0.8, 4), textLength: Math.max(x1 - x0, 1),
      lengthAdjust: "spacingAndGlyphs" }, text));
  }
  for (const [x0, top, x1, bottom, kind] of boxes)
    over.append(element("rect", { x: x0 - 1, y: top - 1, width: x1 - x0 + 2,
      height: bottom - top + 2, class: "box " + (kinds[kind] || kind) }));
  holder.append(over);
  return holder;
}

function framed(doc, number, boxes) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = data.documents[doc] + " · " + data.words.page.replace("{}", number);
  figure.append(caption, sheet(doc, number, boxes));
  return figure;
}

/* The pages stand beside the list, or below their finding where the window is narrow. */
function settle() {
  const viewer = $("viewer"), home = narrow.matches && current ? current.parentElement : $("findings");
  if (viewer.parentElement !== home) home.append(viewer);
}

/* Brings the figure at fault to the middle of the viewer. */
function center() {
  const viewer = $("viewer"), box = viewer.querySelector(".box.stated");
  viewer.scrollTo(0, 0);
  if (!box) return;
  const at = box.getBoundingClientRect(), frame = viewer.getBoundingClientRect();
  viewer.scrollTo(at.left + at.width / 2 - frame.left - viewer.clientWidth / 2,
    at.top + at.height / 2 - frame.top - viewer.clientHeight / 2);
}

function zoom() {
  $("viewer").classList.toggle("enlarged");
  center();
}

function select(card, scroll) {
  if (current) current.removeAttribute("aria-current");
  current = card;
  const viewer = $("viewer");
  settle();
  if (!card) { viewer.replaceChildren(); return; }
  card.setAttribute("aria-current", "true");
  const pages = new Map();
  for (const [doc, number, boxes, kind] of data.findings[Number(card.dataset.index)]) {
    const key = doc + "-" + number;
    if (!data.pages[key]) continue;
    if (!pages.has(key)) pages.set(key, { doc, number, boxes: [] });
    for (const box of boxes) pages.get(key).boxes.push([...box, kind]);
  }
  const row = document.createElement("div");
  row.className = "pages";
  row.append(...[...pages.values()].map((page) => framed(page.doc, page.number, page.boxes)));
  for (const page of row.querySelectorAll(".sheet")) page.title = data.words.zoom;
  const none = document.createElement("p");
  none.className = "empty"; none.textContent = data.words.nopage;
  viewer.replaceChildren(pages.size ? row : none);
  center();
  if (scroll) { card.focus({ preventScroll: true }); card.scrollIntoView({ block: "nearest" }); }
}

function filter() {
  const wanted = new Set([...document.querySelectorAll("input[name=severity]:checked")].map((box) => box.value));
  const doc = $("document").value, code = $("code").value;
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  shown = cards.filter((card) => {
    const text = card.textContent.toLowerCase();
    const fits = wanted.has(card.dataset.severity) && (!doc || card.dataset.documents.split(" ").includes(doc))
      && (!code || card.dataset.codes.split(" ").includes(code)) && words.every((word) => text.includes(word));
    card.parentElement.hidden = !fits;
    return fits;
  });
  $("count").textContent = data.words.shown.replace("{}", shown.length).replace("{}", cards.length);
  if (!shown.includes(current)) select(shown[0] || null, false);
}

function sort() {
  const ranks = ["error", "warning", "info"];
  const rank = (card) => ($("order").value === "severity" ? ranks.indexOf(card.dataset.severity) : 0);
  cards.sort((one, other) => rank(one) - rank(other) || one.dataset.index - other.dataset.index);
  $("list").append(...cards.map((card) => card.parentElement));
  filter();
  select(shown[0] || null, false);
}

/* A finding can be linked to: report.html#f3. */
function follow() {
  const card = cards.find((one) => "#" + one.id === location.hash);
  if (card) select(card, true);
}

function step(by) {
  if (!shown.length) return;
  const at = shown.indexOf(current);
  select(shown[Math.min(Math.max(at + by, 0), shown.length - 1)], true);
}

function tab(name) {
  for (const one of ["findings", "coverage"]) {
    $(one).hidden = one !== name;
    $("tab-" + one).setAttribute("aria-selected", String(one === name));
    $("tab-" + one).tabIndex = one === name ? 0 : -1;
  }
  document.querySelectorAll(".filters").forEach((part) => { part.hidden = name !== "findings"; });
  if (name === "coverage" && !$("sheets").childElementCount) drawCoverage();
}

function drawSheet(figure) {
  const key = figure.dataset.page;
  const [doc, number] = key.split("-").map(Number);
  figure.replaceChildren(...framed(doc, number, data.coverage[key] || []).children);
}

/* The first pages of the coverage view are drawn at once, the others when they come into sight. */
function drawCoverage() {
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) {
      watch.unobserve(one.target);
      drawSheet(one.target);
    }
  }, { rootMargin: "400px" });
  for (const [key, page] of Object.entries(data.pages)) {
    const figure = document.createElement("figure");
    figure.dataset.page = key;
    figure.style.aspectRatio = page.w + " / " + page.h;
    $("sheets").append(figure);
    if ($("sheets").childElementCount <= 6) drawSheet(figure);
    else watch.observe(figure);
  }
}

cards.forEach((card) => {
  card.addEventListener("click", () => select(card, false));
  card.addEventListener("focus", () => { if (card !== current) select(card, false); });
});
document.querySelectorAll(".filters input, .filters select, input.filters").forEach((part) =>
  part.addEventListener("input", part.id === "order" ? sort : filter));
$("viewer").addEventListener("click", (event) => { if (event.target.closest(".sheet")) zoom(); });
narrow.addEventListener("change", settle);
addEventListener("hashchange", follow);
for (const name of ["findings", "coverage"]) $("tab-" + name).addEventListener("click", () => tab(name));
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search], select");
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("[role=tab]") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    const other = event.target.id === "tab-findings" ? "coverage" : "findings";
    tab(other); $("tab-" + other).focus();
  } else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "z") zoom();
  else if (event.key === "/") { event.preventDefault(); tab("findings"); $("search").focus(); }
  else if (event.key === "c") tab($("coverage").hidden ? "coverage" : "findings");
});
filter();
follow();
document.documentElement.dataset.ready = "true";
