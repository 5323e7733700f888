/** What themes get wrong for those who see or move differently, where a stylesheet cannot mend it. */
((rbs) => {
  "use strict";
  if (rbs.mend) return;

  const HERE = ", on this page";

  /** A name for what has none, or the same as another. */
  function name(selector, label) {
    for (const element of document.querySelectorAll(selector)) element.setAttribute("aria-label", label);
  }

  /** A part of the table of contents may be called as a part of the site is. */
  function nameContents() {
    for (const part of document.querySelectorAll(".md-nav--secondary .md-nav[aria-label]")) {
      const label = part.getAttribute("aria-label");
      if (!label.endsWith(HERE)) part.setAttribute("aria-label", label + HERE);
    }
  }

  /** Text that is wider than its frame can be moved with the keyboard. */
  function reachWide() {
    for (const element of document.querySelectorAll("article :is(pre, pre > code, .md-typeset__scrollwrap)")) {
      const wide = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible";
      if (wide && !element.hasAttribute("tabindex")) element.tabIndex = 0;
    }
  }

  /** What is hidden from screen readers is not for the keyboard either: its label is. */
  function skipHidden() {
    for (const element of document.querySelectorAll("input.md-option[aria-hidden=true]")) element.tabIndex = -1;
  }

  /** A box to tick is named by what stands behind it. */
  function nameBoxes() {
    for (const box of document.querySelectorAll(".task-list-item input:not([aria-label])")) {
      if (!box.labels.length || !box.labels[0].textContent.trim()) box.setAttribute("aria-label", box.closest("li").innerText.trim());
    }
  }

  /** Themes that load pages without leaving the page write whole addresses: those of this site are none for paper. */
  function knowHere() {
    for (const link of document.querySelectorAll("article a[href]")) if (link.host === location.host) link.dataset.here = "";
  }

  function mend() {
    name(".md-search[role=dialog]:not([aria-label])", "Search");
    name(".md-path[aria-label]", "Path");
    nameContents();
    nameBoxes();
    skipHidden();
    knowHere();
    reachWide();
  }

  let resized = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(reachWide);
  });

  addEventListener("load", reachWide); // Styles may come after the page.
  rbs.onPage(() => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mend, { once: true });
    else mend();
  });

  Object.assign(rbs, { mend });
})(globalThis.runbookSite ??= {});
