/** The question before a command that destroys is copied. */
((rbs) => {
  "use strict";
  if (rbs.confirmCopy) return;

  let asked = null; // The question that stands on the page, and its button.

  /** Ask under a command: say what it does, and which values nobody has checked. */
  function confirmCopy(button, effect, unconfirmed, copy) {
    close();
    const yes = rbs.make("button", { type: "button", class: "rbs-button rbs-yes" }, "Copy it");
    const no = rbs.make("button", { type: "button", class: "rbs-button" }, "Cancel");
    const box = rbs.make("div", { class: "rbs-confirm", role: "group", tabindex: "-1", "aria-label": `Before you copy: ${rbs.titleOf(button)}` },
      rbs.make("p", {}, rbs.make("strong", {}, "This destroys: "), effect), ...check(unconfirmed), yes, no);
    asked = { box, button };
    yes.addEventListener("click", () => {
      close();
      button.focus();
      copy();
    });
    no.addEventListener("click", cancel);
    button.setAttribute("aria-expanded", "true");
    button.closest(".rbs-code").after(box);
    box.focus();
    box.scrollIntoView({ block: "nearest" });
  }

  function check(unconfirmed) {
    if (!unconfirmed.length) return [];
    const list = rbs.make("ul", {}, ...unconfirmed.map(([name, value]) => rbs.make("li", {}, rbs.make("code", {}, name, " = ", ...rbs.visible(value)))));
    return [rbs.make("p", {}, "These values came with the link, and nobody has checked them:"), list];
  }

  function close() {
    asked?.box.remove();
    asked?.button.removeAttribute("aria-expanded");
    asked = null;
  }

  function cancel() {
    const { button } = asked;
    close();
    button.focus();
    rbs.announce(`Not copied: ${rbs.titleOf(button)}.`);
  }

  document.addEventListener("keydown", (event) => {
    if (asked && event.key === "Escape") cancel();
  });

  // What was asked about is no longer what would be copied.
  document.addEventListener("rbs:values", close);

  Object.assign(rbs, { confirmCopy });
})(globalThis.runbookSite ??= {});
