/** What can be chosen in the catalog, and what each choice would find. */
((rbs) => {
  "use strict";
  if (rbs.facetsOf) return;

  const { make } = rbs;
  const RISKS = { read: "reads only", change: "changes", destructive: "destructive", unknown: "risk unknown" };
  const [NOTHING, SEVERAL] = [-1, -2];

  /** To add a facet is to add its line; what it needs of a command stands in `commands.js`. */
  const FACETS = [
    { name: "service", label: "Service", values: ({ service }) => [service[0]] },
    { name: "tool", label: "Tool", values: ({ source }) => source.calls.map(([tool]) => tool) },
    { name: "subcommand", label: "Subcommand", values: ({ source }) => source.calls.filter(([, sub]) => sub).map((call) => call.join(" ")) },
    { name: "risk", label: "Risk", values: ({ risk }) => [risk], show: (risk) => RISKS[risk] ?? risk },
    { name: "language", label: "Language", values: ({ language }) => [language] },
    { name: "phase", label: "Phase", values: ({ phase }) => (phase[0] ? [phase[1]] : []) },
    { name: "proof", label: "Proven", values: ({ proof }) => (proof ? [proof] : []) },
  ];

  const distinct = (values) => (values.length > 1 ? [...new Set(values)] : values);

  /** One of them: a select, its choices, and for each command the numbers of its values, which are quick to count. */
  class Facet {
    #choices = new Map(); // By value: its number, and its option with the count that it tells.
    #backwards = null; // The choices, the last one of the alphabet first.

    constructor({ name, label, values, show = (value) => value }, commands) {
      Object.assign(this, { name, label, show });
      this.field = make("select", { name, id: `rbs-choice-${name}` });
      this.field.append(make("option", { value: "" }, "Any"));
      this.of = commands.map((command) => distinct(values(command)).map((value) => this.#choice(value).number));
    }

    #choice(value) {
      let choice = this.#choices.get(value);
      if (!choice) {
        choice = { value, number: this.#choices.size, option: null, count: null };
        this.#choices.set(value, choice);
        this.#backwards = null;
      }
      return choice;
    }

    get size() {
      return this.#choices.size;
    }

    /** The number of what is chosen; null where nothing is. */
    get chosen() {
      return this.field.value ? this.#choice(this.field.value).number : null;
    }

    /** Choose a value of an address, which no command may have. */
    choose(value) {
      if (value) {
        const choice = this.#choice(value);
        this.#tell(choice, null, choice.option?.nextSibling ?? null);
      }
      this.field.value = value;
    }

    /** Offer what would find something, and what is chosen. There may be thousands: what stays is left alone. */
    offer(counts) {
      const chosen = this.field.value;
      this.#backwards ??= [...this.#choices.values()].sort((a, b) => (a.value < b.value ? 1 : -1));
      let behind = null;
      for (const choice of this.#backwards) {
        const count = counts[choice.number];
        if (count || choice.value === chosen) behind = this.#tell(choice, count, behind);
        else choice.option?.remove();
      }
      if (this.field.value !== chosen) this.field.value = chosen; // Some browsers forget it with an option that is moved.
    }

    #tell(choice, count, behind) {
      choice.option ??= make("option", { value: choice.value }, this.show(choice.value));
      if (choice.count !== count && count !== null) choice.option.textContent = `${this.show(choice.value)} (${count})`;
      choice.count = count;
      if (!choice.option.parentNode || choice.option.nextSibling !== behind) this.field.insertBefore(choice.option, behind);
      return choice.option;
    }
  }

  const facetsOf = (commands) => FACETS.map((facet) => new Facet(facet, commands));

  /** The facet whose choice a command misses, as its number; there may be none, or several. */
  function missed(facets, chosen, command) {
    let number = NOTHING;
    for (let facet = 0; facet < facets.length; facet += 1) {
      if (chosen[facet] !== null && !facets[facet].of[command].includes(chosen[facet])) {
        if (number !== NOTHING) return SEVERAL;
        number = facet;
      }
    }
    return number;
  }

  /** Whether a command has all that is chosen. */
  const has = (facets, chosen, command) => missed(facets, chosen, command) === NOTHING;

  /** For each facet and each of its values, how many of some commands would be found with it in place of what is chosen. */
  function counted(facets, chosen, commands) {
    const counts = facets.map(({ size }) => new Uint32Array(size));
    for (const command of commands) {
      const number = missed(facets, chosen, command);
      for (let facet = 0; facet < facets.length; facet += 1) {
        if (number === NOTHING || number === facet) for (const value of facets[facet].of[command]) counts[facet][value] += 1;
      }
    }
    return counts;
  }

  Object.assign(rbs, { RISKS, facetsOf, has, counted });
})(globalThis.runbookSite ??= {});
