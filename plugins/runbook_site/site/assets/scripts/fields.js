/** The panel "Values to fill in": a field for every value of the page. Without scripts it is a list to read. */
((rbs) => {
  "use strict";
  if (rbs.tally) return;

  const ROWS = ".rbs-variables > [data-variable]";
  const INPUT_MODES = { integer: "numeric", url: "url" };
  const ORIGINS = { typed: "Filled in.", address: "From the link: check it.", default: "Default." };
  const WIDE = matchMedia("(min-width: 60rem)");
  let fields = []; // In the order of the page; a name may have several.
  let secrets = new Set();

  /** What an author declares of a value: a part of it stands on the page for people. */
  function read(row) {
    const [name, type] = row.firstElementChild.children;
    const known = { name: name.textContent.slice(1), type: type.textContent, example: row.querySelector(".rbs-example code")?.textContent };
    return Object.assign(known, row.dataset.variable && JSON.parse(row.dataset.variable));
  }

  /** A row of the panel with a field in it. */
  class Field {
    constructor(row, declaration, number) {
      Object.assign(this, { row, declaration, name: declaration.name });
      const id = `value-${number}-${this.name}`;
      this.input = input(declaration);
      this.state = rbs.make("p", { class: "rbs-value-state", id: `${id}-state` });
      this.clear = rbs.make("button", { type: "button", class: "rbs-button", "aria-label": `Clear ${this.name}` }, "Clear");
      this.confirm = rbs.make("button", { type: "button", class: "rbs-button", "aria-label": `It is right: ${this.name}` }, "It is right");
      this.line = rbs.make("div", { class: "rbs-value-line" }, this.input, this.confirm, this.clear, this.state);
      const [term, text] = row.children;
      text.firstElementChild.id = `${id}-about`;
      this.input.id = id;
      this.input.setAttribute("aria-describedby", `${id}-about ${id}-state`);
      const label = rbs.make("label", { for: id });
      term.firstElementChild.replaceWith(label);
      label.append(rbs.make("code", {}, `$${this.name}`));
      this.paper = text.querySelector(".rbs-paper");
      text.append(this.line);
      this.listen();
    }

    listen() {
      this.input.addEventListener("focus", () => {
        this.state.setAttribute("aria-live", "polite");
        rbs.load("writing.js").catch(() => {}); // Whoever types is told.
      }, { once: true });
      this.input.addEventListener("input", () => this.enter(this.input.value));
      this.input.addEventListener("change", () => this.show(true));
      this.input.addEventListener("blur", () => this.show(true));
      this.input.addEventListener("paste", (event) => this.paste(event));
      this.input.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.isComposing) rbs.goOn?.();
      });
      this.confirm.addEventListener("click", () => {
        this.enter(rbs.values.find(this.name).value);
        this.input.focus();
      });
      this.clear.addEventListener("click", () => {
        this.enter("");
        this.input.focus();
        this.show(true);
      });
    }

    focus() {
      unfold(this);
      this.input.focus();
    }

    enter(value) {
      rbs.values.set(new Map([[this.name, ["string", "choice"].includes(this.declaration.type) ? value : value.trim()]]), "typed");
    }

    /** A field would join several lines to one without a word. */
    paste(event) {
      const text = event.clipboardData.getData("text/plain").replace(/^[\r\n]+|[\r\n]+$/g, "");
      if (!/[\r\n]/.test(text)) return;
      event.preventDefault();
      this.enter(text);
    }

    /** Show what is kept; what is being typed is left alone, a default for an empty field too. */
    show(left = false) {
      const entry = rbs.values.find(this.name);
      const value = entry?.value ?? "";
      const typing = !left && document.activeElement === this.input;
      const same = this.input.value.trim() === value.trim() || (typing && entry?.from === "default" && !this.input.value);
      if (!(typing && same)) this.input.value = value;
      const checked = entry && (rbs.problem || rbs.values.isBuilt(this.name));
      const problem = rbs.problem && entry ? rbs.problem(this.declaration, value) : "";
      const odd = rbs.problem && entry && !problem ? rbs.oddity(value) : "";
      this.open = !checked || problem !== "";
      this.unconfirmed = !this.open && entry.from === "address";
      const from = entry?.from === "address" && problem ? "From the link, and not used: it" : "It";
      tell(this.state, problem ? `${from} ${problem}.` : checked ? `${ORIGINS[entry.from]}${odd && ` It ${odd}.`}` : entry ? "Not checked yet." : "Still open.");
      tell(this.paper, this.open ? "" : value);
      this.row.dataset.state = problem ? "wrong" : this.open ? "open" : entry.from;
      this.input.setAttribute("aria-invalid", String(Boolean(problem)));
      this.confirm.hidden = !this.unconfirmed;
      this.clear.hidden = !entry || entry.from === "default";
    }
  }

  const tell = (element, text) => { if (element.textContent !== text) element.replaceChildren(...rbs.visible(text)); };

  function input({ type, choices = [], example }) {
    if (choices.length) {
      return rbs.make("select", {}, rbs.make("option", { value: "" }, "Choose"), ...choices.map((choice) => rbs.make("option", { value: choice }, choice)));
    }
    const quiet = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto" };
    return rbs.make("input", { type: "text", inputmode: INPUT_MODES[type] ?? "text", placeholder: example ? `for example ${example}` : "", ...quiet });
  }

  function addClearAll(list) {
    const button = rbs.make("button", { type: "button", class: "rbs-button" }, "Clear all");
    button.addEventListener("click", () => {
      rbs.values.clear();
      for (const field of fields) field.show(true);
      document.querySelector(".rbs-taken")?.remove();
      rbs.announce("Every value of this service is cleared.");
    });
    list.after(rbs.make("p", { class: "rbs-clear-all" }, button));
  }

  /** What the address carries is taken by a script that few visits need. */
  function takeAddress() {
    if (!fields.length || !location.hash.includes("=")) return;
    const asked = fields;
    rbs.load("fragment.js").then(() => {
      if (asked !== fields) return;
      rbs.takeAddress(fields, secrets);
      unfold(fields.find(({ name }) => rbs.values.find(name)?.from === "address"));
    }, (error) => rbs.announce(error.message));
  }

  /** The panel is folded where the screen has no room for it, as long as it has nothing to be checked. */
  function unfold(field) {
    const panel = field?.row.closest("details");
    if (panel) panel.open = true;
  }

  /** How many values the page has, how many are open, how many came from the link; and the way to the first open. */
  function tally() {
    const main = fields.filter(({ row }) => !row.closest(".rbs-message"));
    const open = main.filter((field) => field.open);
    const unconfirmed = main.filter((field) => field.unconfirmed);
    return { all: main.length, open: open.length, unconfirmed: unconfirmed.length, first: open[0] ?? unconfirmed[0] ?? main[0] };
  }

  addEventListener("hashchange", takeAddress);

  document.addEventListener("rbs:values", ({ detail }) => {
    for (const field of fields) if (detail.names.includes(field.name)) field.show();
  });

  /** Put fields into a page, or into a part of one that has the values of one service. */
  function putFields(root, service) {
    const rows = [...root.querySelectorAll(ROWS)];
    const declared = new Map();
    fields = [];
    secrets = new Set(rows.map(read).filter(({ type }) => type === "secret").map(({ name }) => name));
    if (!service) return;
    for (const row of rows) {
      const declaration = read(row);
      if (declaration.type === "secret") continue;
      if (!declared.has(declaration.name)) declared.set(declaration.name, declaration);
      fields.push(new Field(row, declaration, fields.length));
    }
    if (fields.length) addClearAll(fields[0].row.parentElement);
    if (WIDE.matches) unfold(fields[0]);
    rbs.values.show(service, declared);
    takeAddress();
  }

  rbs.onPage((page) => putFields(document, page.dataset.service));

  // The panel has grown above the place that the address leads to.
  document.querySelector(":target")?.scrollIntoView();

  Object.assign(rbs, { tally, putFields, fields: () => fields });
})(globalThis.runbookSite ??= {});
