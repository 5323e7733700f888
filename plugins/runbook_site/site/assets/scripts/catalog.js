/** The catalog: every command, filtered as one types. */
((rbs) => {
  "use strict";
  if (customElements.get("rbs-catalog")) return;

  const { make } = rbs;

  // As in `markup.py`: spaces that are no space, characters without width, and those that turn the writing direction.
  const UNSEEN = /([\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}])/u;

  /** The text in pieces; characters that cannot be seen are elements that show their number, and turn no text. */
  function marked(text) {
    return text.split(UNSEEN).map((piece, index) => {
      if (index % 2 === 0) return piece;
      const code = piece.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      return make("span", { class: "rbs-unseen", "data-code": `U+${code}` }, piece);
    });
  }

  const RISKS = { read: "reads only", change: "changes", destructive: "destructive", unknown: "risk unknown" };
  const BATCH = 100;
  const FACETS = [
    { name: "service", label: "Service", values: (entry) => [entry.service] },
    { name: "tool", label: "Tool", values: (entry) => entry.tools },
    { name: "risk", label: "Risk", values: (entry) => [entry.risk], show: (risk) => RISKS[risk] ?? risk },
    { name: "language", label: "Language", values: (entry) => [entry.language] },
  ];

  /** The catalog's data, by a script: a page on a disk may load nothing else. */
  async function loadEntries() {
    await rbs.load("catalog-data.js");
    rbs.catalogEntries ??= globalThis.runbookCatalog.map((entry) => ({ ...entry, words: searchable(entry) }));
    return rbs.catalogEntries;
  }

  function searchable(entry) {
    return [entry.title, entry.source, entry.tools.join(" "), entry.runbook, entry.service, entry.effect].join("\n").toLowerCase();
  }

  class Catalog extends HTMLElement {
    #entries = [];
    #found = [];
    #shown = 0;
    #fields = {};
    #timer = 0;

    connectedCallback() {
      if (this.firstChild) this.replaceChildren();
      this.append(make("p", { role: "status" }, "Loading the commands …"));
      loadEntries().then(
        (entries) => { if (this.isConnected) this.#start(entries); },
        (error) => this.replaceChildren(make("p", { role: "alert" }, `The catalog's data is missing: ${error.message}.`)),
      );
    }

    disconnectedCallback() {
      clearTimeout(this.#timer);
      removeEventListener("popstate", this.#readAddress);
    }

    #start(entries) {
      this.#entries = entries;
      this.#fields = { text: make("input", { type: "search", autocomplete: "off", spellcheck: "false", placeholder: "restart ecs, --force, pg_stat_activity …" }) };
      const filters = make("form", { class: "rbs-filters", role: "search", "aria-label": "Commands" });
      filters.append(make("label", {}, "All of these words", this.#fields.text));
      for (const { name, label } of FACETS) {
        this.#fields[name] = make("select", { name });
        filters.append(make("label", {}, label, this.#fields[name]));
      }
      this.count = make("span", { role: "status", "aria-live": "polite" });
      this.reset = make("button", { type: "button", class: "rbs-reset" }, "Clear all filters");
      this.list = make("ol", { class: "rbs-results" });
      this.more = make("button", { type: "button", class: "rbs-more" });
      this.replaceChildren(filters, make("div", { class: "rbs-count" }, this.count, this.reset), this.list, this.more);

      filters.addEventListener("submit", (event) => event.preventDefault());
      filters.addEventListener("input", () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => { this.#writeAddress(); this.#filter(); }, 60);
      });
      this.reset.addEventListener("click", () => {
        for (const field of Object.values(this.#fields)) field.value = "";
        this.#writeAddress();
        this.#filter();
        this.#fields.text.focus();
      });
      this.more.addEventListener("click", () => {
        const next = this.#shown;
        this.#showMore();
        this.list.children[next]?.querySelector("a")?.focus();
      });
      addEventListener("popstate", this.#readAddress);
      this.#readAddress();
    }

    /** Filters stand in the address, so that they can be sent to somebody. */
    #readAddress = () => {
      const wanted = new URLSearchParams(location.search);
      this.#fields.text.value = wanted.get("text") ?? "";
      for (const { name } of FACETS) {
        const value = wanted.get(name) ?? "";
        this.#fields[name].replaceChildren(make("option", { value }), make("option", { value: "" }));
        this.#fields[name].value = value;
      }
      this.#filter();
    };

    #writeAddress() {
      const address = new URL(location.href);
      for (const [name, field] of Object.entries(this.#fields)) {
        if (field.value) address.searchParams.set(name, field.value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
    }

    #filter() {
      const words = this.#fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = FACETS.map(({ name }) => this.#fields[name].value);
      const counts = FACETS.map(() => new Map());
      this.#found = [];
      for (const entry of this.#entries) {
        if (!words.every((word) => entry.words.includes(word))) continue;
        const values = FACETS.map((facet) => facet.values(entry));
        const misses = values.reduce((sum, of, index) => sum + (chosen[index] && !of.includes(chosen[index]) ? 1 : 0), 0);
        if (misses === 0) this.#found.push(entry);
        // A choice's number says what would be found with it in place of the present one.
        values.forEach((of, index) => {
          const missedHere = chosen[index] && !of.includes(chosen[index]) ? 1 : 0;
          if (misses === missedHere) for (const value of of) counts[index].set(value, (counts[index].get(value) ?? 0) + 1);
        });
      }
      FACETS.forEach((facet, index) => this.#offer(facet, counts[index], chosen[index]));
      this.#showFound(words.length > 0 || chosen.some(Boolean));
    }

    #offer({ name, label, show = (value) => value }, counts, chosen) {
      if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
      const choices = [...counts].sort(([a], [b]) => a.localeCompare(b));
      this.#fields[name].replaceChildren(
        make("option", { value: "" }, `Any ${label.toLowerCase()}`),
        ...choices.map(([value, count]) => make("option", { value }, `${show(value)} (${count})`)),
      );
      this.#fields[name].value = chosen;
    }

    #showFound(filtered) {
      const all = this.#entries.length;
      const found = this.#found.length;
      this.count.textContent = all === 0
        ? "There are no commands yet."
        : found === 0
          ? "No command matches. Try fewer words, or clear the filters."
          : filtered ? `${found} of ${all} commands` : `${all} commands`;
      this.reset.hidden = !filtered;
      this.list.replaceChildren();
      this.#shown = 0;
      this.#showMore();
    }

    #showMore() {
      this.list.append(...this.#found.slice(this.#shown, this.#shown + BATCH).map((entry) => this.#row(entry)));
      this.#shown = this.list.children.length;
      const rest = this.#found.length - this.#shown;
      this.more.hidden = rest <= 0;
      this.more.textContent = `Show more (${Math.min(rest, BATCH)} of ${rest})`;
    }

    #row(entry) {
      const bar = make(
        "div", { class: "rbs-bar" },
        make("a", { class: "rbs-title", href: this.dataset.root + entry.url }, entry.title), " ",
        make("span", { class: `rbs-risk rbs-risk-${entry.risk in RISKS ? entry.risk : "unknown"}` }, RISKS[entry.risk] ?? entry.risk),
        make("span", { class: "rbs-place" }, `${entry.service}: ${entry.runbook}`, entry.same ? ` · in ${entry.same} places` : ""),
      );
      const code = make("code", { class: "rbs-source" }, ...marked(entry.source));
      const button = make("button", { type: "button", class: "rbs-copy", "aria-label": `Copy: ${entry.title}` });
      const row = make("div", { class: "rbs-command", "data-risk": entry.risk }, bar);
      if (entry.effect) row.append(make("p", { class: "rbs-effect" }, entry.effect));
      row.append(make("div", { class: "rbs-code" }, make("pre", {}, code), button));
      return make("li", {}, row);
    }
  }

  customElements.define("rbs-catalog", Catalog);
})(globalThis.runbookSite ??= {});
