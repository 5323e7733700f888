/** Single keys on a runbook: from command to command, to the values, and to the page that explains them. */
((rbs) => {
  "use strict";
  if (rbs.keys) return;

  const SWITCH = "rbs-keys";
  const keys = {
    j: () => later(() => rbs.jump(1)),
    k: () => later(() => rbs.jump(-1)),
    v: () => rbs.tally?.().first?.focus(),
    "?": () => later(() => rbs.help()),
  };
  const later = (act) => rbs.load("help.css", "help.js").then(act, (error) => rbs.announce(error.message));
  let on = true;
  try {
    on = sessionStorage.getItem(SWITCH) !== "off";
  } catch { /* Storage is forbidden: the keys are on. */ }

  document.addEventListener("keydown", (event) => {
    const elsewhere = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], dialog");
    if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!Object.hasOwn(keys, event.key) || !(on || event.key === "?") || !document.querySelector(".rbs-copy")) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".rbs-help")) keys["?"]();
  });

  rbs.onPage((page) => {
    const jumps = document.querySelector(".rbs-jump");
    if (page.dataset.service && jumps) jumps.append(rbs.make("button", { type: "button", class: "rbs-help" }, "Help and keys"));
  });

  /** Whether single keys do something; the choice holds for this tab. */
  function switchKeys(wanted) {
    on = wanted ?? on;
    try {
      sessionStorage.setItem(SWITCH, on ? "on" : "off");
    } catch { /* Then it holds until the page is loaded again. */ }
    return on;
  }

  Object.assign(rbs, { keys: switchKeys });
})(globalThis.runbookSite ??= {});
