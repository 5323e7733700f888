/** The copy buttons of commands. */
((rbs) => {
  "use strict";
  if (rbs.copy) return;

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(".rbs-copy") : null;
    const source = button?.closest(".rbs-code")?.querySelector(".rbs-source");
    if (source) copy(button, source);
  });

  async function copy(button, source) {
    const text = withoutOthers(source);
    const what = button.getAttribute("aria-label").replace(/^Copy:? ?/, "");
    const copied = await rbs.toClipboard(text);
    if (copied) {
      const open = [...new Set([...source.querySelectorAll("var")].map((value) => value.dataset.name))];
      rbs.announce(`Copied: ${what}.${open.length ? ` Still to fill in: ${open.join(", ")}.` : ""}`);
    } else {
      getSelection().selectAllChildren(source);
      rbs.announce(`The browser does not allow copying here. ${what} is selected: press Ctrl+C, or ⌘C.`);
    }
    button.dataset.state = copied ? "copied" : "selected";
    setTimeout(() => delete button.dataset.state, 2000);
  }

  /** The text of the command, without anything that a theme or an extension may have put into it. */
  function withoutOthers(source) {
    const clone = source.cloneNode(true);
    clone.querySelectorAll("button, nav").forEach((stranger) => stranger.remove());
    return clone.textContent;
  }

  Object.assign(rbs, { copy });
})(globalThis.runbookSite ??= {});
