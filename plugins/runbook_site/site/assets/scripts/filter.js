/** A field above a long list, which leaves what has all of the words that one types. */
((rbs) => {
  "use strict";
  if (customElements.get("rbs-filter")) return;

  class Filter extends HTMLElement {
    #rows = [];

    connectedCallback() {
      const { make } = rbs;
      const { label, what } = this.dataset;
      const list = this.nextElementSibling;
      this.#rows = [...list.children].map((row) => ({ row, text: row.textContent.toLowerCase(), shown: true }));
      const field = make("input", { type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
      const count = make("p", { class: "rbs-note", role: "status", "aria-live": "polite" });
      const form = make("form", { class: "rbs-filters", role: "search", "aria-label": what }, make("label", {}, label, field));
      this.replaceChildren(form, count);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#rows.find(({ shown }) => shown)?.row.querySelector("a")?.focus();
      });
      form.addEventListener("input", () => this.#show(field.value, count, what));
      this.#show("", count, what);
    }

    #show(typed, count, what) {
      const words = rbs.wordsOf(typed);
      let found = 0;
      for (const each of this.#rows) {
        const wanted = words.every((word) => each.text.includes(word));
        if (wanted !== each.shown) each.row.hidden = !wanted;
        each.shown = wanted;
        if (wanted) found += 1;
      }
      const all = this.#rows.length;
      count.textContent = !words.length ? `${all} ${what}` : found ? `${found} of ${all} ${what}` : `None of ${all} ${what} matches. Try fewer words.`;
    }
  }

  customElements.define("rbs-filter", Filter);
})(globalThis.runbookSite ??= {});
