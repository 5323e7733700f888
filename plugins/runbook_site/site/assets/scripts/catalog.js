/** The catalog: every command, filtered as one types. */
((rbs) => {
  "use strict";
  if (customElements.get("rbs-catalog")) return;

  const { make } = rbs;
  const LEAST_ROW = 150; // Pixels of the lowest row: how many rows a screen has at most.
  const BATCH = 50;
  const PAUSE = 300; // Milliseconds without a key before what is not seen at once follows.
  const AT_A_TIME = 400; // Texts that are looked through before a key may come in between.
  const UNTOUCHED = 35; // Milliseconds of an idle time, of 50 at most: a key that comes waits less.
  const LIKELY = "re"; // Stands in most texts.
  const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 50));
  const MANY = 300; // Choices that take a browser longer than a key may: they wait for a reader who goes to them.

  class Catalog extends HTMLElement {
    #commands = [];
    #facets = [];
    #searched = []; // The text that is typed, after the texts it begins with: what was found for each.
    #found = [];
    #waiting = []; // What is to be done when no key is pressed for a while.
    #unseen = new Map(); // Of fields with many choices: what brings them up to date.
    #timer = 0;

    connectedCallback() {
      this.replaceChildren(make("p", { role: "status" }, "Loading the commands …"));
      addEventListener("popstate", this.#readAddress);
      document.addEventListener("keydown", this.#key, { capture: true });
      this.#load();
    }

    disconnectedCallback() {
      clearTimeout(this.#timer);
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
      const all = [...commands.keys()];
      this.#commands = commands;
      this.#facets = rbs.facetsOf(commands);
      this.#searched = [{ typed: "", fitting: all, best: all }];
      this.text = make("input", { type: "search", name: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: "restart ecs, --force, pg_stat_activity …" });
      const filters = make("form", { class: "rbs-filters", role: "search", "aria-label": "Commands" }, make("label", {}, "All of these words", this.text));
      // The options of a choice are no part of its name.
      for (const { label, field } of this.#facets) filters.append(make("div", {}, make("label", { for: field.id }, label), field));
      this.count = make("span", { role: "status", "aria-live": "polite" });
      this.reset = make("button", { type: "button", class: "rbs-reset" }, "Clear all filters");
      this.list = make("ol", { class: "rbs-results" });
      this.more = make("button", { type: "button", class: "rbs-more" });
      const keys = make("p", { class: "rbs-note rbs-keys" }, "Keys: ", make("kbd", {}, "↓"), " ", make("kbd", {}, "j"), " ", make("kbd", {}, "k"), " from result to result, ", make("kbd", {}, "Enter"), " to the runbook, ", make("kbd", {}, "c"), " to copy.");
      this.replaceChildren(filters, make("div", { class: "rbs-count" }, this.count, this.reset), keys, this.list, this.more);

      filters.addEventListener("submit", (event) => event.preventDefault());
      filters.addEventListener("input", () => this.#changed());
      // Whoever goes to a choice finds its numbers there.
      for (const type of ["focusin", "pointerdown"]) filters.addEventListener(type, ({ target }) => { if (target !== this.text) this.#hurry(target); });
      this.reset.addEventListener("click", () => {
        for (const field of this.#fields()) field.value = "";
        this.#changed();
        this.text.focus();
      });
      this.more.addEventListener("click", () => this.#go(this.list.children.length));
      this.#readAddress();
      this.#warmUp(0);
    }

    /** Search all texts once while nobody types: browsers put them together, and compile the search, for the first key. */
    #warmUp(from) {
      idle((deadline) => {
        const all = this.#searched[0].fitting;
        let to = from;
        do {
          this.#look(all.slice(to, to + AT_A_TIME), LIKELY);
          to += AT_A_TIME;
        } while (to < all.length && deadline?.timeRemaining() > UNTOUCHED);
        if (this.isConnected && to < all.length) this.#warmUp(to);
      });
    }

    #fields() {
      return [this.text, ...this.#facets.map(({ field }) => field)];
    }

    /** Filters stand in the address, so that they can be sent to somebody. */
    #readAddress = () => {
      if (!this.list) return;
      const wanted = new URLSearchParams(location.search);
      this.text.value = wanted.get("text") ?? "";
      for (const facet of this.#facets) {
        facet.choose(wanted.get(facet.name) ?? "");
        facet.field.parentElement.hidden = !facet.size; // Nothing to choose, as where no proofs are recorded.
      }
      this.#filter();
    };

    #writeAddress() {
      const address = new URL(location.href);
      for (const { name, value } of this.#fields()) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
    }

    #changed() {
      const page = location.pathname;
      this.#filter();
      // Not at every key: browsers count how often it is. Another page that is on its way has the address already.
      this.#waiting.push(() => { if (location.pathname === page) this.#writeAddress(); });
    }

    #filter() {
      const { typed, fitting, best } = this.#search(this.text.value.trim().toLowerCase());
      const chosen = this.#facets.map((facet) => facet.chosen);
      const choosy = chosen.some((number) => number !== null);
      this.#found = choosy ? best.filter((number) => rbs.has(this.#facets, chosen, number)) : best;
      this.#showFound(typed !== "" || choosy);
      let counts = [];
      const offers = new Map(this.#facets.map((facet, number) => [facet, () => facet.offer(counts[number])]));
      const few = this.#facets.filter(({ size }) => size <= MANY);
      this.#unseen = new Map(this.#facets.filter(({ size }) => size > MANY).map((facet) => [facet.field, offers.get(facet)]));
      this.#later(
        () => this.#showMore(BATCH - this.list.children.length),
        () => { counts = rbs.counted(this.#facets, chosen, fitting); },
        ...few.map((facet) => offers.get(facet)),
      );
    }

    /** The numbers of the commands that have all words of a text: as they come, and the best first. */
    #search(typed) {
      this.#searched = this.#searched.filter((before) => typed.startsWith(before.typed));
      const last = this.#searched.at(-1);
      if (last.typed === typed) return last;
      this.#searched.push(this.#look(last.fitting, typed)); // Only what has the beginnings of all words can have the words.
      return this.#searched.at(-1);
    }

    #look(numbers, typed) {
      const words = rbs.wordsOf(typed);
      const fitting = [];
      const best = rbs.ranked(numbers, (number) => {
        const score = rbs.score(this.#commands[number].words, words, typed);
        if (score > 0) fitting.push(number);
        return score;
      });
      return { typed, fitting, best };
    }

    /** Do something once no key was pressed for a while, in tasks of their own: a key in between is answered in between. */
    #later(...work) {
      this.#waiting = work;
      this.#next(PAUSE);
    }

    #next(pause) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#waiting.shift()?.();
        if (this.#waiting.length) this.#next(0);
      }, pause);
    }

    /** Whoever goes to a field finds it up to date. */
    #hurry(field) {
      for (const work of this.#waiting.splice(0)) work();
      this.#unseen.get(field)?.();
      this.#unseen.delete(field);
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
      this.#showMore(Math.ceil(innerHeight / LEAST_ROW));
    }

    #showMore(count = BATCH) {
      const shown = this.list.children.length;
      this.list.append(...this.#found.slice(shown, shown + count).map((number) => this.#row(this.#commands[number])));
      const rest = this.#found.length - this.list.children.length;
      this.more.hidden = rest <= 0;
      this.more.textContent = `Show more (${Math.min(rest, BATCH)} of ${rest})`;
    }

    #row(command) {
      const { service, runbook, title, url, risk, language, effect, source: { pieces, open }, same } = command;
      const address = this.dataset.root + url;
      const bar = make("div", { class: "rbs-bar" },
        make("a", { class: "rbs-title", href: address }, title), " ",
        make("span", { class: `rbs-risk rbs-risk-${risk}` }, rbs.RISKS[risk]),
        make("span", { class: "rbs-place" }, `${service[1]}: ${runbook}`, same ? ` · in ${same} places` : ""));
      const code = make("code", { class: "rbs-source" });
      for (const piece of pieces) {
        code.append(...(typeof piece === "string" ? rbs.visible(piece) : [make("var", piece[1], ...rbs.visible(piece[0]))]));
      }
      const button = make("button", { type: "button", class: "rbs-copy", "aria-label": `Copy: ${title}` });
      const row = make("div", { class: "rbs-command", "data-risk": risk, "data-language": language, "data-service": service[0] }, bar);
      if (effect) row.append(make("p", { class: "rbs-effect" }, effect));
      row.append(make("div", { class: "rbs-code" }, make("pre", {}, code), button));
      if (open.length) {
        const names = open.flatMap((name, number) => [number ? ", " : "", make("code", {}, name)]);
        const fill = make("button", { type: "button", class: "rbs-button rbs-fill" }, "Fill in ", ...names);
        fill.addEventListener("click", () => this.#fillIn(row, command));
        row.append(make("div", { class: "rbs-open" }, fill));
      }
      return make("li", {}, row);
    }

    #fillIn(row, command) {
      const undo = () => row.parentElement.replaceWith(this.#row(command));
      rbs.fillRow(row, command.page, command.source.open, undo).catch((error) => rbs.announce(`${error.message}: the page of the runbook has the fields.`));
    }

    /** From result to result, without a pointing device. */
    #key = (event) => {
      if (event.target instanceof Element && event.target.closest(".rbs-variables")) return; // Arrows have their own meaning in a field.
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !this.list || !(event.target instanceof Element)) return;
      const down = event.key === "ArrowDown";
      const up = event.key === "ArrowUp";
      const here = [...this.list.children].indexOf(event.target.closest("li"));
      const inText = event.target === this.text;
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
      if (here + by < 0) this.text.focus();
      else this.#go(here + by);
    }

    #go(index) {
      if (index >= this.list.children.length) this.#showMore();
      this.list.children[index]?.querySelector("a").focus();
    }
  }

  customElements.define("rbs-catalog", Catalog);
})(globalThis.runbookSite ??= {});
