/** Commands and texts with the values in them, as they are filled in. */
((rbs) => {
  "use strict";
  if (rbs.fill) return;

  const SLOT = ".rbs-slot";
  let service = null;
  let sources = new Map(); // By name: the sources that need its value.
  let waiting = new Set(); // Sources to be shown anew with the next frame.

  const namesIn = (source) => new Set([...source.querySelectorAll(SLOT)].map(({ dataset }) => dataset.name));

  const usable = () => new Map([...rbs.values.of(service)].map(([name, { value }]) => [name, value]));

  /** As `rbs.filled` has it, where nobody has filled in a value: the site was built with the defaults in their places. */
  function untouched(source) {
    const open = new Set();
    const slots = [...source.querySelectorAll(SLOT)].map(({ dataset, textContent }) => {
      dataset.written ??= textContent;
      if (dataset.filled !== undefined && rbs.values.find(dataset.name)?.from === "default") return dataset.filled;
      open.add(dataset.name);
      return dataset.written;
    });
    const copy = source.cloneNode(true);
    copy.querySelectorAll("button, nav").forEach((element) => element.remove());
    copy.querySelectorAll(SLOT).forEach((slot, number) => { slot.textContent = slots[number]; });
    return { text: copy.textContent, front: "", slots, open: [...open], refused: [] };
  }

  const filled = (source, values) => (rbs.filled ?? untouched)(source, values);

  /** What is copied of a `.rbs-source`: `{ text, open, refused }`, as `rbs.filled` gives it. */
  const fill = (source) => filled(source, usable());

  function later(source) {
    if (!waiting.size) requestAnimationFrame(showWaiting);
    waiting.add(source);
  }

  function showWaiting() {
    const values = usable();
    for (const source of waiting) show(source, values);
    waiting.clear();
  }

  function show(source, values) {
    const { front, slots, open, refused } = filled(source, values);
    source.querySelectorAll(SLOT).forEach((slot, number) => {
      const { name } = slot.dataset;
      slot.dataset.state = refused.some((each) => each.name === name) ? "refused" : open.includes(name) ? "open" : "filled";
      slot.replaceChildren(...rbs.visible(slots[number]));
    });
    showInFront(source, front);
    tell(source, open, refused);
  }

  /** What is copied in front of the text: lines that set values where no place can take them. */
  function showInFront(source, lines) {
    source.parentElement.querySelector(".rbs-in-front")?.remove();
    if (lines) source.before(rbs.make("code", { class: "rbs-in-front" }, ...rbs.visible(lines.trimEnd())));
  }

  /** The state of a command in words: on its button, and under its text where a value cannot be written there. */
  function tell(source, open, refused) {
    const code = source.closest(".rbs-code");
    const button = code?.querySelector(".rbs-copy");
    if (!button) return;
    button.dataset.label ??= button.getAttribute("aria-label");
    button.setAttribute("aria-label", button.dataset.label + (open.length ? `. Still open: ${open.join(", ")}` : ""));
    if (open.length) button.dataset.open = `${open.length} open`;
    else delete button.dataset.open;
    code.querySelector(".rbs-refused")?.remove();
    if (refused.length) code.append(rbs.make("p", { class: "rbs-refused" }, reasons(refused)));
  }

  /** Why values cannot be written where they stand, in a sentence each. */
  const reasons = (refused) => refused.map(({ name, why }) => `${name} cannot be written here: ${why}.`).join(" ");

  /** A tap on a value leads to its field. */
  document.addEventListener("click", (event) => {
    const slot = event.target instanceof Element ? event.target.closest(`.rbs-source ${SLOT}`) : null;
    const button = slot?.closest(".rbs-code")?.querySelector(".rbs-copy");
    if (!button || !getSelection().isCollapsed || rbs.asksFirst?.(button)) return;
    rbs.load("writing.js").then(() => rbs.askFor([slot.dataset.name], button, rbs.titleOf(button)), (error) => rbs.announce(error.message));
  });

  document.addEventListener("rbs:values", ({ detail }) => {
    for (const name of detail.names) for (const source of sources.get(name) ?? []) later(source);
  });

  /** Show values in the commands and texts of a page, or of a part of one that has the values of one service. */
  function putSlots(root, of) {
    service = of ?? null;
    sources = new Map();
    waiting = new Set();
    for (const source of root.querySelectorAll(`.rbs-source:has(${SLOT})`)) {
      for (const name of namesIn(source)) sources.set(name, [...(sources.get(name) ?? []), source]);
      later(source);
    }
  }

  rbs.onPage((page) => putSlots(document, page.dataset.service));

  Object.assign(rbs, { fill, reasons, putSlots });
})(globalThis.runbookSite ??= {});
