// A list of ticks: one box ticks all of a group, and the bar tells how many are ticked. Without
// this file each box is ticked by itself.
"use strict";

const groups = [...document.querySelectorAll("[data-picks]")];
const told = document.querySelector("[data-count]");

for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;

function boxes(within) {
  return [...within.querySelectorAll('input[name="pick"]')];
}

function show() {
  for (const group of groups) {
    const all = group.querySelector("[data-all]");
    const ticked = boxes(group).filter((box) => box.checked).length;
    if (!all) continue;
    all.checked = ticked === boxes(group).length;
    all.indeterminate = ticked > 0 && !all.checked;
  }
  const every = boxes(document);
  if (told) {
    told.textContent = told.dataset.count
      .replace("{ticked}", every.filter((box) => box.checked).length)
      .replace("{all}", every.length);
  }
}

for (const group of groups) {
  group.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) {
      for (const box of boxes(group)) box.checked = event.target.checked;
    }
    show();
  });
}
show();
