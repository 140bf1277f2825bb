// For who redacts all day: keys, a text selected with the mouse, an area drawn on a page. It fills
// in the forms of the page and presses their buttons, so without it everything works by form.
// Keys work only while the focus is in the item and not in a field (WCAG 2.1.4).
"use strict";

const sheet = document.querySelector("[data-sheet]");
const work = document.getElementById("werkblad");
const form = document.querySelector("form[data-mark]");
const area = document.querySelector("form[data-area]");
const told = document.querySelector("[data-told]");
const MM = 72 / 25.4;

for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;

function tell(what) {
  if (told) told.textContent = work.dataset[what] ?? "";
}

// The tools stay in sight beside a long text: from their top, or when they are higher than the
// screen from their foot. Without this they scroll away with the page.
const tools = document.querySelector(".rl-desktop__tools");
const GAP = 8;

function stick() {
  const room = innerHeight - tools.offsetHeight - GAP;
  tools.style.insetBlockStart = `${Math.min(GAP, room)}px`;
}

if (tools) {
  new ResizeObserver(stick).observe(tools);
  addEventListener("resize", stick);
}

// ---- a text that was selected ----

// The text of a node without what we wrote in it ourselves, as the server counts it: by signs.
function own(node) {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    if (!texts.currentNode.parentElement.closest("[data-aside]")) found.push(texts.currentNode);
  }
  return found;
}

function selected() {
  const choice = getSelection();
  if (!choice.rangeCount || choice.isCollapsed) return null;
  const range = choice.getRangeAt(0);
  const inside = range.startContainer.parentElement?.closest("[data-text]");
  if (!inside) return null;
  let before = "";
  let text = "";
  for (const node of own(inside)) {
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (range.comparePoint(node, 0) < 0 && node !== range.startContainer) before += node.data;
    else if (range.intersectsNode(node)) {
      if (!text) before += node.data.slice(0, from);
      text += node.data.slice(from, to);
    }
  }
  const start = [...before].length + [...text].length - [...text.trimStart()].length;
  text = text.trim();
  return text && { inside, text, start, end: start + [...text].length };
}

function choose(name, value) {
  const radio = form.querySelector(`input[name="${name}"][value="${value}"]`);
  if (radio) radio.checked = true;
}

function fill() {
  const found = selected();
  if (!found) return;
  form.elements.text.value = found.text;
  for (const name of ["field", "language", "page"])
    form.elements[name].value = found.inside.dataset[name] ?? "";
  form.elements.start.value = found.start;
  form.elements.end.value = found.end;
  choose("what", /[\d@]/.test(found.text) || found.text.split(/\s+/).length > 5 ? "other" : "name");
  offerPlace(true);
  tell("selected");
}

// 'Only the place I selected' can be chosen when a place was selected, and as long as it is.
function offerPlace(there) {
  const radio = form.querySelector('input[name="where"][value="here"]');
  radio.closest(".rl-choice").hidden = !there;
  if (!there && radio.checked) choose("where", "case");
  if (!there) for (const name of ["start", "end"]) form.elements[name].value = "";
}

if (form) {
  offerPlace(form.elements.start.value !== "");
  // Only a selection that begins in a text fills the form, and no later click on the form.
  work.addEventListener("mousedown", (event) => {
    if (!event.target.closest("[data-text]")) return;
    addEventListener("mouseup", () => setTimeout(fill), { once: true });
  });
  form.elements.text.addEventListener("input", () => offerPlace(false));
}

// ---- an area of a page ----

let corner = null;
let drawn = null;

function point(event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
    sheet.getScreenCTM().inverse(),
  );
  const { width, height } = sheet.viewBox.baseVal;
  return [Math.min(Math.max(at.x, 0), width), Math.min(Math.max(at.y, 0), height)];
}

function draw(from, to) {
  if (!drawn) {
    drawn = document.createElementNS(sheet.namespaceURI, "rect");
    drawn.classList.add("rl-area", "rl-area--new");
    sheet.append(drawn);
  }
  const sides = [0, 1].map((axis) => [from[axis], to[axis]].sort((a, b) => a - b));
  const [[left, right], [top, bottom]] = sides;
  const shape = { x: left, y: top, width: right - left, height: bottom - top };
  for (const [name, value] of Object.entries(shape)) drawn.setAttribute(name, value);
  area.elements.left.value = Math.floor(left / MM);
  area.elements.top.value = Math.floor(top / MM);
  area.elements.right.value = Math.ceil(right / MM);
  area.elements.bottom.value = Math.ceil(bottom / MM);
}

// The area is filled in; Enter redacts it.
function finish(from, to) {
  draw(from, to);
  corner = null;
  tell("drawn");
  area.querySelector("button").focus({ preventScroll: true });
}

function isFar(from, to) {
  return Math.hypot(to[0] - from[0], to[1] - from[1]) > 4;
}

if (sheet && area) {
  let begun = null;
  sheet.addEventListener("pointerdown", (event) => {
    begun = point(event);
    if (event.pointerType !== "touch") event.preventDefault();
  });
  sheet.addEventListener("pointermove", (event) => {
    const here = point(event);
    if (begun && event.pointerType !== "touch" && isFar(begun, here)) draw(begun, here);
    else if (corner && !begun) draw(corner, here);
  });
  addEventListener("pointerup", (event) => {
    if (!begun) return;
    const here = point(event);
    if (isFar(begun, here) && event.pointerType !== "touch") {
      finish(begun, here);
    } else if (corner) {
      finish(corner, here);
    } else {
      corner = here;
      tell("first");
    }
    begun = null;
  });
  addEventListener("pointercancel", () => (begun = null));
}

// ---- keys ----

function nextSuggestion() {
  const all = [...work.querySelectorAll('[aria-labelledby="voorstellen"] li button')];
  const first = all.filter((each) => each === each.closest("li").querySelector("button"));
  const here = first.findIndex((each) => each.closest("li").contains(document.activeElement));
  first[(here + 1) % first.length]?.focus();
}

// What a key presses: the button nearest to where the focus is, outwards.
function pressed(key) {
  let here = document.activeElement;
  while (here && work.contains(here)) {
    const found = here.querySelector(`[aria-keyshortcuts="${key}"]`);
    if (found) return found;
    here = here.parentElement;
  }
  return null;
}

function act(key) {
  if (key === "n") nextSuggestion();
  else if (key === "l" && form) {
    fill();
    form.elements.text.focus();
  } else pressed(key)?.click();
}

if (work) {
  if (!location.hash && document.activeElement === document.body) work.focus({ preventScroll: true });
  work.addEventListener("keydown", (event) => {
    const free = !event.ctrlKey && !event.metaKey && !event.altKey;
    const types = event.target.matches("select, textarea, input:not([type=radio])");
    if (event.key === "Escape") corner = null;
    if (free && !types && "jkmwaxnlvt".includes(event.key)) {
      event.preventDefault();
      act(event.key);
    }
  });
}
