/** What happens on every page of runbooks that is shown, loaded or put in place of another without loading. */
((rbs) => {
  "use strict";
  if (rbs.onPage) return;

  const callbacks = [];
  const shown = new Set();

  /**
   * Call a function with the `<rbs-page>` of every page from now on, those that are shown already among them.
   * `page.dataset` says what page it is: `root` is the way to the site's root; a runbook's page has `service`,
   * `runbook` and `title` as well.
   */
  function onPage(callback) {
    callbacks.push(callback);
    for (const page of shown) callback(page);
  }

  /** Stands at the end of every page: engines that replace a page's content put a new one into the document. */
  class Page extends HTMLElement {
    connectedCallback() {
      shown.add(this);
      document.body.classList.add("rbs-here");
      for (const script of this.dataset.scripts?.split(" ") ?? []) rbs.load(script).catch((error) => rbs.announce(error.message));
      for (const callback of callbacks) callback(this);
    }

    disconnectedCallback() {
      shown.delete(this);
      document.body.classList.toggle("rbs-here", shown.size > 0);
    }
  }

  Object.assign(rbs, { onPage });
  customElements.define("rbs-page", Page);
})(globalThis.runbookSite ??= {});
