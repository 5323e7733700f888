/** Doing a runbook: steps and checklists that tick, and decisions that lead on. What is shown is read from the log. */
((rbs) => {
  "use strict";
  if (rbs.doing) return;

  let steps = [];
  let boxes = new Map(); // By key: what ticks.
  let state = null;

  /** Something that ticks: a step, or a line of a checklist. */
  class Box {
    constructor(input, key, about) {
      Object.assign(this, { input, about });
      this.when = rbs.make("time", { class: "rbs-note" });
      input.parentElement.append(this.when);
      while (boxes.has(key)) key += "+";
      this.key = key;
      boxes.set(key, this);
      input.addEventListener("change", () => rbs.log.add(input.checked ? "ticked" : "unticked", { ...about, box: key }));
    }

    show(entry) {
      this.input.checked = entry ? entry.kind === "ticked" : this.input.defaultChecked;
      const at = entry?.kind === "ticked" ? entry.at : "";
      this.when.textContent = at && clock(at);
      this.when.dateTime = at;
    }
  }

  /** A step: its place on the page, its box at the heading, and how long it may take. */
  class Step {
    constructor(element) {
      this.element = element;
      this.heading = element.previousElementSibling ?? element;
      this.title = wordsOf(this.heading);
      const anchor = this.heading.previousElementSibling;
      this.anchor = anchor?.matches(".rbs-anchor") ? anchor : this.heading;
      this.seconds = Number(element.dataset.timebox ?? 0);
      const input = rbs.make("input", { type: "checkbox", "aria-label": `Done: ${this.title}` });
      this.row = rbs.make("div", { class: "rbs-do" }, rbs.make("label", { class: "rbs-task" }, input, rbs.make("span", {}, "Done")));
      element.prepend(this.row);
      this.box = new Box(input, element.dataset.step, { step: this.title });
      this.key = this.box.about.key = this.box.key;
      input.addEventListener("change", () => this.tell());
    }

    tell() {
      const next = steps[state.at];
      rbs.announce(`${this.box.input.checked ? "Done" : "Not done"}: ${this.title}.${next ? ` Next: ${next.title}.` : ""}`);
    }
  }

  /** The time of day, as the clock of the reader showed it. */
  const clock = (at) => at.slice(11, 16);

  const wordsOf = (element) => [...element.childNodes].filter((node) => !node.matches?.(".headerlink, time, input, .rbs-chosen")).map((node) => node.textContent).join("").trim();

  /** Where something stands: its step, or the heading above it. */
  function whereIs(element) {
    const step = steps.find((each) => each.element.contains(element));
    if (step) return { key: step.key, step: step.title };
    const above = [...document.querySelectorAll("article :is(h2, h3, h4, h5, h6)")].filter((heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return { step: above.length ? wordsOf(above.at(-1)) : "" };
  }

  /**
   * What the log says of the page that is shown: `ticks` and `chosen`, the last entries by box and by step; `at`, the
   * number of the step that is being done, and `since`, the entry that led to it; `unfit`, ticks of what has changed.
   */
  function read(entries) {
    const ticks = new Map(entries.filter(({ box }) => box).map((entry) => [entry.box, entry]));
    const chosen = new Map();
    const ticked = (step) => ticks.get(step.key)?.kind === "ticked";
    const find = (key) => steps.findIndex((step) => step.key === key);
    let at = 0;
    let since = entries[0];
    const go = (to, entry) => { [at, since] = [to, entry]; };
    for (const entry of entries) {
      const here = entry.key ? find(entry.key) : -1;
      if (here < 0 || entry.kind === "unticked") continue;
      if (entry.kind === "decided") chosen.set(entry.key, entry);
      const to = entry.to ? find(entry.to) : -1;
      if (to >= 0) go(to, entry);
      else if (entry.kind === "started") go(here, entry);
      else if (entry.box === entry.key && entry.box) {
        const next = steps.findIndex((step, number) => number > here && !ticked(step));
        if (here >= at && ticks.get(entry.box) === entry) go(next < 0 ? steps.length : next, entry);
      } else if (here > at && entry.kind !== "over") go(here, entry);
    }
    const unfit = [...ticks.values()].filter(({ kind, box }) => kind === "ticked" && !boxes.has(box));
    return { ticks, chosen, at, since, unfit };
  }

  const BRANCH = ".rbs-decide > li, .rbs-failure";

  function show() {
    state = read(rbs.log.entries());
    for (const [key, box] of boxes) box.show(state.ticks.get(key));
    steps.forEach((step, number) => {
      step.element.toggleAttribute("data-done", step.box.input.checked);
      step.element.toggleAttribute("data-now", number === state.at && rbs.log.entries().length > 0);
    });
    for (const branch of document.querySelectorAll(BRANCH)) mark(branch);
    document.dispatchEvent(new CustomEvent("rbs:doing"));
  }

  /** What a branch says: when it holds, and where it leads. */
  function branchOf(branch) {
    const [when, then] = branch.matches("li") ? branch.children : [branch.querySelector(".rbs-label"), branch];
    const words = (element) => [...element.childNodes].filter((node) => !node.matches?.(".rbs-label, .rbs-chosen")).map((node) => node.textContent).join("").trim();
    return { title: branch.matches("li") ? words(when) : "This fails", text: words(then) };
  }

  function mark(branch) {
    const { key } = whereIs(branch);
    const entry = state.chosen.get(key);
    const { title, text } = branchOf(branch);
    const chosen = entry?.title === title && entry.text === text;
    branch.querySelector(".rbs-chosen")?.remove();
    branch.toggleAttribute("data-chosen", chosen);
    if (chosen) (branch.querySelector(".rbs-then") ?? branch).append(rbs.make("span", { class: "rbs-flag rbs-chosen" }, `chosen ${clock(entry.at)}`));
  }

  /** A way that no link leads to is chosen by a button. */
  function addButton(way) {
    way.replaceWith(rbs.make("button", { type: "button", class: "rbs-button" }, ...way.childNodes));
  }

  /** To a step, with the focus at its heading. */
  function lead({ heading, anchor }) {
    anchor.scrollIntoView();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** The place on this page that a link leads to. */
  const placeOf = ({ hash, pathname }) => (hash && pathname === location.pathname ? document.getElementById(decodeURIComponent(hash.slice(1))) : null);

  function choose(event) {
    const way = event.target instanceof Element ? event.target.closest(":is(.rbs-then, .rbs-failure) > :is(a, button)") : null;
    const branch = way?.closest(BRANCH);
    if (!branch) return;
    const anchor = placeOf(way);
    const to = steps.find((step) => step.anchor === anchor);
    const said = branchOf(branch);
    rbs.log.add("decided", { ...whereIs(branch), ...said, to: to?.key });
    rbs.announce(`Noted: ${said.title}: ${said.text}.`);
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // A theme with instant navigation would load the page again.
    event.preventDefault();
    event.stopPropagation();
    if (way.hash !== location.hash) history.pushState(history.state, "", way.hash);
    lead({ anchor, heading: to?.heading ?? anchor });
  }

  document.addEventListener("click", choose, true);

  document.addEventListener("rbs:copied", ({ target, detail: { title, text, risk } }) => {
    if (!(target instanceof Element)) return;
    rbs.log.add(target.closest(".rbs-message") ? "message" : "copied", { ...whereIs(target), title, text, risk });
  });

  document.addEventListener("rbs:log", show);

  rbs.onPage((page) => {
    boxes = new Map();
    steps = [];
    state = read([]);
    if (!page.dataset.runbook) return;
    for (const element of document.querySelectorAll(".rbs-step[data-step]")) steps.push(new Step(element));
    for (const input of document.querySelectorAll("label.rbs-task > input:not(.rbs-do *)")) {
      const about = { ...whereIs(input), title: wordsOf(input.parentElement) };
      new Box(input, `${about.key ?? about.step}/${about.title}`.slice(0, 300), about);
    }
    document.querySelectorAll(":is(.rbs-then, .rbs-failure) > strong:not(.rbs-overdue)").forEach(addButton);
    show();
    if (steps.some(({ seconds }) => seconds > 0)) rbs.load("timebox.js").catch((error) => rbs.announce(error.message));
  });

  Object.assign(rbs, { doing: { lead, clock, steps: () => steps, boxes: () => boxes, state: () => state } });
})(globalThis.runbookSite ??= {});
