/** The catalog: every command, filtered as one types. */
((rbs) => {
  "use strict";
  if (customElements.get("rbs-catalog")) return;

  const { make } = rbs;
  const RISKS = { read: "reads only", change: "changes", destructive: "destructive", unknown: "risk unknown" };
  const FIRST = 12; // As many rows as a screen has.
  const BATCH = 50;
  const PAUSE = 120; // Milliseconds without a key before what is not seen at once follows: more rows, numbers at choices.
  const [NOTHING, SEVERAL] = [-1, -2];
  const QUIET = 300; // Milliseconds without a key before the address is written: browsers count how often it is.

  /** What can be chosen. To add a facet is to add its line; what it needs of a command stands in `commands.js`. */
  const FACETS = [
    { name: "service", label: "Service", values: ({ service }) => [service[0]] },
    { name: "tool", label: "Tool", values: ({ source }) => source.calls.map(([tool]) => tool) },
    { name: "subcommand", label: "Subcommand", values: ({ source }) => source.calls.filter(([, sub]) => sub).map((call) => call.join(" ")) },
    { name: "risk", label: "Risk", values: ({ risk }) => [risk], show: (risk) => RISKS[risk] ?? risk },
    { name: "language", label: "Language", values: ({ language }) => [language] },
    { name: "phase", label: "Phase", values: ({ phase }) => (phase[0] ? [phase[1]] : []) },
  ];

  const distinct = (values) => (values.length > 1 ? [...new Set(values)] : values);

  /** For each facet its values, and for each command the numbers of its values: counting numbers is quick. */
  function facetsOf(commands) {
    return FACETS.map((facet) => {
      const numbers = new Map();
      const of = commands.map((command) => distinct(facet.values(command)).map((value) => {
        if (!numbers.has(value)) numbers.set(value, numbers.size);
        return numbers.get(value);
      }));
      return { ...facet, numbers, of, values: [...numbers.keys()] };
    });
  }

  class Catalog extends HTMLElement {
    #commands = [];
    #facets = [];
    #found = [];
    #fields = {};
    #timer = 0;
    #rest = 0;

    connectedCallback() {
      this.replaceChildren(make("p", { role: "status" }, "Loading the commands …"));
      addEventListener("popstate", this.#readAddress);
      document.addEventListener("keydown", this.#key, { capture: true });
      this.#load();
    }

    disconnectedCallback() {
      clearTimeout(this.#timer);
      clearTimeout(this.#rest);
      removeEventListener("popstate", this.#readAddress);
      document.removeEventListener("keydown", this.#key, { capture: true });
    }

    #load() {
      rbs.loadCommands().then((commands) => { if (this.isConnected) this.#start(commands); }, () => this.#failed());
    }

    #failed() {
      const again = make("button", { type: "button", class: "rbs-reset" }, "Try again");
      again.addEventListener("click", () => this.#load());
      const byTool = make("a", { href: this.dataset.tools }, "by tool");
      this.replaceChildren(make("div", { class: "rbs-broken", role: "alert" },
        make("p", {}, "The commands could not be loaded. They are listed ", byTool, ", and stand in their runbooks."), again));
    }

    #start(commands) {
      this.#commands = commands;
      this.#facets = facetsOf(commands);
      this.#fields = { text: make("input", { type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: "restart ecs, --force, pg_stat_activity …" }) };
      const filters = make("form", { class: "rbs-filters", role: "search", "aria-label": "Commands" }, make("label", {}, "All of these words", this.#fields.text));
      for (const { name, label } of FACETS) {
        const id = `rbs-choice-${name}`; // The options of a choice are no part of its name.
        this.#fields[name] = make("select", { name, id });
        filters.append(make("div", {}, make("label", { for: id }, label), this.#fields[name]));
      }
      this.count = make("span", { role: "status", "aria-live": "polite" });
      this.reset = make("button", { type: "button", class: "rbs-reset" }, "Clear all filters");
      this.list = make("ol", { class: "rbs-results" });
      this.more = make("button", { type: "button", class: "rbs-more" });
      const keys = make("p", { class: "rbs-note rbs-keys" }, "Keys: ", make("kbd", {}, "↓"), " ", make("kbd", {}, "j"), " ", make("kbd", {}, "k"), " from result to result, ", make("kbd", {}, "Enter"), " to the runbook, ", make("kbd", {}, "c"), " to copy.");
      this.replaceChildren(filters, make("div", { class: "rbs-count" }, this.count, this.reset), keys, this.list, this.more);

      filters.addEventListener("submit", (event) => event.preventDefault());
      filters.addEventListener("input", () => { this.#filter(); this.#addressLater(); });
      this.reset.addEventListener("click", () => {
        for (const field of Object.values(this.#fields)) field.value = "";
        this.#filter();
        this.#addressLater();
        this.#fields.text.focus();
      });
      this.more.addEventListener("click", () => this.#go(this.list.children.length));
      this.#readAddress();
    }

    /** Filters stand in the address, so that they can be sent to somebody. */
    #readAddress = () => {
      if (!this.list) return;
      const wanted = new URLSearchParams(location.search);
      this.#fields.text.value = wanted.get("text") ?? "";
      for (const { name } of FACETS) {
        const value = wanted.get(name) ?? "";
        this.#fields[name].replaceChildren(make("option", { value }), make("option", { value: "" }));
        this.#fields[name].value = value;
      }
      this.#filter();
    };

    #addressLater() {
      const page = location.pathname;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        if (location.pathname !== page) return; // The next page is on its way, and has the address already.
        const address = new URL(location.href);
        for (const [name, field] of Object.entries(this.#fields)) {
          if (field.value) address.searchParams.set(name, field.value);
          else address.searchParams.delete(name);
        }
        history.replaceState(history.state, "", address);
      }, QUIET);
    }

    #filter() {
      const typed = this.#fields.text.value.trim().toLowerCase();
      const words = rbs.wordsOf(typed);
      const chosen = this.#facets.map(({ name, numbers }) => {
        const { value } = this.#fields[name];
        return value ? numbers.get(value) ?? -1 : null;
      });
      const fitting = []; // The numbers of the commands that have all words.
      let index = -1;
      this.#found = rbs.ranked(this.#commands, (command) => {
        index += 1;
        const score = words.length ? rbs.score(command.words, words, typed) : 1;
        if (score > 0) fitting.push(index);
        return score > 0 && this.#missed(index, chosen) === NOTHING ? score : 0;
      });
      this.#showFound(words.length > 0 || chosen.some((number) => number !== null));
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => {
        this.#showMore(BATCH - FIRST);
        // A task of its own: a key that is pressed in between is answered in between.
        this.#rest = setTimeout(() => this.#count(fitting, chosen));
      }, PAUSE);
    }

    /** The facet whose choice a command misses, as its number; there may be none, or several. */
    #missed(index, chosen) {
      let missed = NOTHING;
      for (let facet = 0; facet < chosen.length; facet += 1) {
        if (chosen[facet] !== null && !this.#facets[facet].of[index].includes(chosen[facet])) {
          if (missed !== NOTHING) return SEVERAL;
          missed = facet;
        }
      }
      return missed;
    }

    /** A choice's number says what would be found with it in place of the present one. */
    #count(fitting, chosen) {
      const counts = this.#facets.map(({ values }) => new Uint32Array(values.length));
      for (const index of fitting) {
        const missed = this.#missed(index, chosen);
        for (let facet = 0; facet < chosen.length; facet += 1) {
          if (missed === NOTHING || missed === facet) for (const number of this.#facets[facet].of[index]) counts[facet][number] += 1;
        }
      }
      this.#facets.forEach((facet, number) => this.#offer(facet, counts[number]));
    }

    #offer({ name, label, values, show = (value) => value }, counts) {
      const field = this.#fields[name];
      const chosen = field.value;
      const choices = values.map((value, number) => [value, counts[number]]).filter(([value, count]) => count > 0 || value === chosen);
      if (chosen && !choices.some(([value]) => value === chosen)) choices.push([chosen, 0]);
      choices.sort(([a], [b]) => (a < b ? -1 : 1));
      field.replaceChildren(
        make("option", { value: "" }, `Any ${label.toLowerCase()}`),
        ...choices.map(([value, count]) => make("option", { value }, `${show(value)} (${count})`)),
      );
      field.value = chosen;
    }

    #showFound(filtered) {
      const all = this.#commands.length;
      const found = this.#found.length;
      this.count.textContent = all === 0
        ? "There are no commands yet."
        : found === 0
          ? "No command matches. Try fewer words, or clear the filters."
          : filtered ? `${found} of ${all} commands` : `${all} commands`;
      this.reset.hidden = !filtered;
      this.list.replaceChildren();
      this.#showMore(FIRST);
    }

    #showMore(count = BATCH) {
      const shown = this.list.children.length;
      this.list.append(...this.#found.slice(shown, shown + count).map((command) => this.#row(command)));
      const rest = this.#found.length - this.list.children.length;
      this.more.hidden = rest <= 0;
      this.more.textContent = `Show more (${Math.min(rest, BATCH)} of ${rest})`;
    }

    #row({ service, runbook, title, url, risk, language, effect, source: { pieces, open }, same }) {
      const address = this.dataset.root + url;
      const bar = make("div", { class: "rbs-bar" },
        make("a", { class: "rbs-title", href: address }, title), " ",
        make("span", { class: `rbs-risk rbs-risk-${risk}` }, RISKS[risk]),
        make("span", { class: "rbs-place" }, `${service[1]}: ${runbook}`, same ? ` · in ${same} places` : ""));
      const code = make("code", { class: "rbs-source" });
      for (const piece of pieces) {
        code.append(...(typeof piece === "string" ? rbs.visible(piece) : [make("var", piece[1], ...rbs.visible(piece[0]))]));
      }
      const button = make("button", { type: "button", class: "rbs-copy", "aria-label": `Copy: ${title}` });
      const row = make("div", { class: "rbs-command", "data-risk": risk, "data-language": language, "data-service": service[0] }, bar);
      if (effect) row.append(make("p", { class: "rbs-effect" }, effect));
      row.append(make("div", { class: "rbs-code" }, make("pre", {}, code), button));
      if (open.length) row.append(make("p", { class: "rbs-effect rbs-open" }, `To fill in: ${open.join(", ")}. `, make("a", { href: address }, "Fill in on its page")));
      return make("li", {}, row);
    }

    /** From result to result, without a pointing device. */
    #key = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !this.list || !(event.target instanceof Element)) return;
      const down = event.key === "ArrowDown";
      const up = event.key === "ArrowUp";
      const here = [...this.list.children].indexOf(event.target.closest("li"));
      const inText = event.target === this.#fields.text;
      if (inText ? down : here >= 0 && (down || up)) this.#step(event, here, up ? -1 : 1);
      else if (!event.target.closest("input, select, textarea, dialog, [contenteditable]") && rbs.keys?.() !== false) this.#letter(event, here);
    };

    #letter(event, here) {
      if (event.key === "j" || event.key === "k") this.#step(event, here, event.key === "j" ? 1 : -1);
      else if (event.key === "c" && here >= 0) {
        event.preventDefault();
        this.list.children[here].querySelector(".rbs-copy").click();
      }
    }

    #step(event, here, by) {
      event.preventDefault();
      if (here + by < 0) this.#fields.text.focus();
      else this.#go(here + by);
    }

    #go(index) {
      if (index >= this.list.children.length) this.#showMore();
      this.list.children[index]?.querySelector("a").focus();
    }
  }

  customElements.define("rbs-catalog", Catalog);
})(globalThis.runbookSite ??= {});
