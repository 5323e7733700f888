/** From command to command, by keys. */
((rbs) => {
  "use strict";
  if (rbs.jump) return;

  /** To the copy button of the next command, or of the one before, as seen from the focus or from the window's top. */
  function jump(by) {
    const buttons = [...document.querySelectorAll(".rbs-copy")].filter((button) => button.checkVisibility());
    const here = buttons.indexOf(document.activeElement);
    const below = buttons.findIndex((button) => button.getBoundingClientRect().bottom > innerHeight / 4);
    const next = here >= 0 ? here + by : below < 0 ? buttons.length - 1 : by > 0 ? below : below - 1;
    const button = buttons[Math.max(0, Math.min(next, buttons.length - 1))];
    button?.focus({ preventScroll: true });
    button?.closest(".rbs-command, .rbs-code")?.scrollIntoView({ block: "center" });
  }

  Object.assign(rbs, { jump });
})(globalThis.runbookSite ??= {});
