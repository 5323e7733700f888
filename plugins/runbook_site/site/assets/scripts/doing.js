/** Doing a runbook: steps and checklists that tick, and decisions that lead on. All of it goes into the log. */
((rbs) => {
  "use strict";
  if (rbs.doing) return;

  let steps = [];
  let boxes = new Map(); // By key: what ticks.
  const NOTHING = { ticks: new Map(), chosen: new Map(), at: 0, unfit: [] };
  let state = NOTHING; // What the log says of the page, as `rbs.showDone` gives it.

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
      input.addEventListener("change", () => loadLog().then(() => rbs.tellDone(this), () => {})); // `show` has told.
      if (this.seconds > 0) this.addStart();
      this.row.append(...element.querySelectorAll(":scope > .rbs-step-facts"));
    }

    addStart() {
      this.allowed = this.seconds < 60 ? `${this.seconds} s` : rbs.duration(this.seconds);
      const words = `Start ${this.allowed}`;
      this.start = rbs.make("button", { type: "button", class: "rbs-button", "aria-label": `${words} for ${this.title}` }, words);
      this.start.addEventListener("click", () => rbs.log.add("started", { key: this.key, step: this.title }));
      this.row.append(this.start);
    }
  }

  const wordsOf = (element) => [...element.childNodes].filter((node) => !node.matches?.(".headerlink, time, input, .rbs-chosen")).map((node) => node.textContent).join("").trim();

  /** Where something stands: its step, or the heading above it. */
  function whereIs(element) {
    const step = steps.find((each) => each.element.contains(element));
    if (step) return { key: step.key, step: step.title };
    const above = [...document.querySelectorAll("article :is(h2, h3, h4, h5, h6)")].filter((heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return { step: above.length ? wordsOf(above.at(-1)) : "" };
  }

  /** What shows the log, and what was done by it: a page that is only read does not need that. */
  const loadLog = () => rbs.load("log.css", "log.js");

  function show() {
    if (rbs.showDone) state = rbs.showDone(rbs.log.entries(), steps, boxes);
    else if (rbs.log.entries().length) loadLog().catch((error) => rbs.announce(error.message));
    document.dispatchEvent(new CustomEvent("rbs:doing"));
  }

  const BRANCH = ".rbs-decide > li, .rbs-failure";

  /** What a branch says: when it holds, and where it leads. */
  function branchOf(branch) {
    const [when, then] = branch.matches("li") ? branch.children : [branch.querySelector(".rbs-label"), branch];
    const words = (element) => [...element.childNodes].filter((node) => !node.matches?.(".rbs-label, .rbs-chosen")).map((node) => node.textContent).join("").trim();
    return { title: branch.matches("li") ? words(when) : "This fails", text: words(then) };
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
    state = NOTHING;
    if (!page.dataset.runbook) return;
    for (const element of document.querySelectorAll(".rbs-step[data-step]")) steps.push(new Step(element));
    for (const input of document.querySelectorAll("label.rbs-task > input:not(.rbs-do *)")) {
      const about = { ...whereIs(input), title: wordsOf(input.parentElement) };
      new Box(input, `${about.key ?? about.step}/${about.title}`.slice(0, 300), about);
    }
    document.querySelectorAll(":is(.rbs-then, .rbs-failure) > strong:not(.rbs-overdue)").forEach(addButton);
    show();
  });

  Object.assign(rbs, { loadLog, doing: { BRANCH, branchOf, lead, show, whereIs, steps: () => steps, boxes: () => boxes, state: () => state } });
})(globalThis.runbookSite ??= {});
