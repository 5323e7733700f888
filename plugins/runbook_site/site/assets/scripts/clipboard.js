/** The clipboard, with HTTPS and without. */
((rbs) => {
  "use strict";
  if (rbs.toClipboard) return;

  /** Whether the text is in the clipboard now. */
  async function toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return commandCopy(text);
    }
  }

  /** The older way, which pages without HTTPS need. */
  function commandCopy(text) {
    let done = false;
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    };
    document.addEventListener("copy", put, { capture: true, once: true });
    try {
      return document.execCommand("copy") && done;
    } catch {
      return false;
    } finally {
      document.removeEventListener("copy", put, { capture: true });
    }
  }

  Object.assign(rbs, { toClipboard });
})(globalThis.runbookSite ??= {});
