/** Keeps a copy of the site for when the network is gone, and says when a page comes from it. */
((rbs) => {
  "use strict";
  if (rbs.age) return;

  const UNITS = [[86_400_000, "day"], [3_600_000, "hour"], [60_000, "minute"]];

  /** How old something is, in the largest unit that fits. */
  function age(milliseconds) {
    const [size, unit] = UNITS.find(([each]) => milliseconds >= each) ?? [1, ""];
    const count = Math.floor(milliseconds / size);
    return unit ? `${count} ${unit}${count === 1 ? "" : "s"} old` : "less than a minute old";
  }

  /** Put by the service worker into every page that it gives from the copy. */
  class Copy extends HTMLElement {
    connectedCallback() {
      this.setAttribute("role", "status");
      this.show();
      this.timer = setInterval(() => this.show(), 60_000);
    }

    disconnectedCallback() {
      clearInterval(this.timer);
    }

    show() {
      const date = new Date(this.dataset.date);
      const now = new Date();
      const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
      const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...year });
      const time = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      this.textContent = `Offline copy of ${day}, ${time}, ${age(Math.max(0, now - date))}. What has changed since is not in it.`;
    }
  }

  customElements.define("rbs-copy", Copy);
  Object.assign(rbs, { age });

  const root = new URL("../../", document.currentScript.src);
  // Browsers offer it with HTTPS and on localhost alone.
  const workers = isSecureContext && root.origin === location.origin && /^https?:$/.test(location.protocol) && navigator.serviceWorker;
  if (!workers) return;

  workers.addEventListener("message", ({ data }) => {
    if (data?.runbookSite === "full") rbs.announce("This browser has no room for a copy of these pages: they need the network.");
  });

  // The page comes first, and what it loads.
  const register = () => workers.register(new URL("runbook-site-worker.js", root), { updateViaCache: "none" }).catch(() => null);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
})(globalThis.runbookSite ??= {});
