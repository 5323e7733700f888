/** Keeps a copy of the site for when the network is gone, and says when a page comes from it. */
((rbs) => {
  "use strict";
  if (customElements.get("rbs-copy")) return;

  /** Put by the service worker into every page that it gives from the copy. */
  class Copy extends HTMLElement {
    connectedCallback() {
      rbs.load("offline-copy.js").then(() => rbs.showAge(this), (error) => rbs.announce(error.message));
    }
  }

  customElements.define("rbs-copy", Copy);

  const root = new URL("../../", document.currentScript.src);
  // Browsers offer it with HTTPS and on localhost alone.
  const workers = isSecureContext && root.origin === location.origin && /^https?:$/.test(location.protocol) && navigator.serviceWorker;
  if (!workers) return;
  rbs.isKept = true;

  workers.addEventListener("message", ({ data }) => {
    if (data?.runbookSite === "full") rbs.announce("This browser has no room for a copy of these pages: they need the network.");
  });

  const PAUSE = 2000; // Milliseconds. The page comes first, what it loads, and what a reader does with it right away.
  const register = () => workers.register(new URL("runbook-site-worker.js", root), { updateViaCache: "none" }).catch(() => null);
  const wait = () => setTimeout(register, workers.controller ? 0 : PAUSE);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
})(globalThis.runbookSite ??= {});
