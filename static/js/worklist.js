// Keys for who works through the list all day: j and k go down and up, x ticks, Enter opens the
// link that has the focus. They work only inside the list, so that no key surprises anybody
// elsewhere (WCAG 2.1.4); without this file everything works with Tab and Enter.
"use strict";

const list = document.getElementById("lijst");
const hint = document.getElementById("toetsen");

function rows() {
  return [...list.querySelectorAll("tbody tr")];
}

function go(step) {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.querySelector("th a")?.focus();
}

function tick() {
  const here = rows().find((row) => row.contains(document.activeElement));
  const box = here?.querySelector('input[type="checkbox"]');
  if (box) box.checked = !box.checked;
}

if (list) {
  if (hint) hint.hidden = false;
  list.addEventListener("keydown", (event) => {
    const free = !event.ctrlKey && !event.metaKey && !event.altKey;
    const does = { j: () => go(1), k: () => go(-1), x: tick }[event.key];
    if (free && does && !event.target.matches("select, input:not([type=checkbox])")) {
      event.preventDefault();
      does();
    }
  });
}
