/** The way to the switcher from every page, the runbooks that were open in this tab, and the way from nowhere. */
((rbs) => {
  "use strict";
  if (rbs.find) return;

  const TYPING = "input, textarea, select, [contenteditable], dialog";
  const RECENT = "rbs-recent";
  const KEPT = 8;
  const root = new URL("../../", document.currentScript.src).href;

  async function find() {
    try {
      await rbs.load("switcher.css", "switcher.js");
    } catch {
      rbs.announce("The switcher could not be loaded. Use the navigation, or try again.");
      return;
    }
    rbs.openSwitcher();
  }

  // Before the theme's own search sees the key.
  addEventListener("keydown", (event) => {
    // What fills in fields by itself sends such events without a key.
    if (!event.key || event.isComposing || (event.target instanceof Element && event.target.closest(TYPING))) return;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && rbs.keys?.() !== false;
    const command = event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
    if (!(slash || command)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    find();
  }, { capture: true });

  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-rbs-find]")) find();
  });

  document.addEventListener("focusin", ({ target }) => {
    // Without it the search reads options as it always did.
    if (target.dataset?.mdComponent === "search-query") rbs.load("search.js").then(() => rbs.quoteSearch(target), () => {});
  });

  function placeButton() {
    if (document.querySelector(".rbs-find")) return;
    const button = rbs.make("button", { type: "button", class: "rbs-find", "data-rbs-find": "", "aria-keyshortcuts": "/ Control+K" }, "Find", rbs.make("kbd", { "aria-hidden": "true" }, "/"));
    const header = document.querySelector(".md-header__inner");
    const search = header?.querySelector(".md-search, [for=__search]");
    if (search) search.before(button);
    else (header ?? document.querySelector("main") ?? document.body).prepend(button);
  }

  /** Whether this is the page that a server gives where there is nothing. */
  function isLost() {
    const [{ responseStatus } = {}] = performance.getEntriesByType("navigation");
    return !document.querySelector("rbs-page") && (responseStatus === 404 || /\b404\b/.test(document.querySelector("h1")?.textContent));
  }

  function start() {
    placeButton();
    if (isLost()) rbs.load("lost.js").catch(() => {}); // The page says that there is nothing here, which is so.
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();

  /** The runbooks that were open in this tab, the last first: the title and the address below the root of each. */
  function recent() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(RECENT)) ?? [];
      return kept.filter(([title, url]) => typeof title === "string" && typeof url === "string" && !/^[a-z]+:|^\//i.test(url));
    } catch {
      return []; // Forbidden, or not ours.
    }
  }

  rbs.onPage((page) => {
    placeButton();
    const here = (location.origin + location.pathname).replace(/^null/, "file://");
    if (!page.dataset.title || !here.startsWith(root)) return;
    const url = here.slice(root.length);
    const others = recent().filter(([, other]) => other !== url);
    try {
      sessionStorage.setItem(RECENT, JSON.stringify([[page.dataset.title, url], ...others].slice(0, KEPT)));
    } catch { /* Then nothing is recent. */ }
  });

  Object.assign(rbs, { find, recent, root });
})(globalThis.runbookSite ??= {});
