/**
 * Fetches what commands need later as soon as the page has settled, where no service worker will keep it: without HTTPS
 * there is none, and the server may be gone by the time that somebody fills in a value.
 */
((rbs) => {
  "use strict";
  if (rbs.hasLate) return;
  rbs.hasLate = true;

  const LATE = ["writing.js", "confirm.css", "confirm.js", "log.css", "log.js"];
  const settled = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 500));

  /** Whoever needs it asks again, and is told. */
  const take = () => { if (!rbs.isKept) rbs.load(...LATE).catch(() => {}); };

  rbs.onPage((page) => {
    if (!page.dataset.runbook || location.protocol === "file:") return;
    if (document.readyState === "complete") settled(take);
    else addEventListener("load", () => settled(take), { once: true });
  });
})(globalThis.runbookSite ??= {});
