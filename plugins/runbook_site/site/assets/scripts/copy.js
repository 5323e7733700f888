/** The copy buttons: of a command, and of a step whose commands belong together. */
((rbs) => {
  "use strict";
  if (rbs.copy) return;

  const FILLING = "filling.js"; // What only pages with values need.
  const WRITING = "writing.js"; // What only those need who fill them in.

  /** What a button copies, in words. */
  const titleOf = (button) => (button.dataset.label ?? button.getAttribute("aria-label") ?? "").replace(/^Copy:? ?/, "");

  /** What a button of a page copies has its title above it. */
  function nameButton(button) {
    const title = button.closest(".rbs-command, .rbs-message, .rbs-file")?.querySelector(".rbs-title");
    if (title) button.setAttribute("aria-label", `Copy: ${title.textContent}`);
  }

  function sourcesOf(button) {
    if (button.matches(".rbs-copy-step")) return commandsOf(button.closest(".rbs-step")).map((command) => command.querySelector(".rbs-source"));
    return [...(button.closest(".rbs-code")?.querySelectorAll(".rbs-source") ?? [])];
  }

  const commandsOf = (step) => [...step.querySelectorAll(":scope > .rbs-command")];

  function addStepButton(step) {
    const commands = commandsOf(step);
    const together = ({ dataset }) => dataset.language === "shell" && dataset.risk !== "destructive" && dataset.interactive === undefined;
    if (commands.length < 2 || !commands.every(together) || step.querySelector(".rbs-copy-step")) return;
    const words = `Copy: all ${commands.length} commands of this step`;
    const button = rbs.make("button", { type: "button", class: "rbs-button rbs-copy-step", "data-label": words }, words.replace(":", ""));
    commands.at(-1).after(button);
  }

  const hasSlots = (root) => root.querySelector(".rbs-slot") !== null;

  /** What is copied of a `.rbs-source`, without anything that a theme or an extension may have put into it. */
  function filled(source) {
    if (hasSlots(source)) return rbs.fill(source);
    const clone = source.cloneNode(true);
    clone.querySelectorAll("button, nav").forEach((stranger) => stranger.remove());
    return { text: clone.textContent, open: [], refused: [] };
  }

  /** Copy what a button stands for: never with a value open, and what destroys only after a question. */
  async function copy(button) {
    const sources = sourcesOf(button);
    if (rbs.asksFirst?.(button)) return; // A row of the catalog, whose fields come first.
    try {
      if (sources.some(hasSlots)) await rbs.load(FILLING).then(rbs.values.ready);
    } catch (error) {
      return rbs.announce(`Not copied: ${titleOf(button)}. ${error.message}.`);
    }
    const filledIn = sources.map(filled);
    const open = [...new Set(filledIn.flatMap((each) => each.open))];
    const refused = filledIn.flatMap((each) => each.refused);
    if (open.length || refused.length) return refuse(button, open, refused);
    const text = filledIn.map((each) => each.text).join("\n");
    const command = button.closest(".rbs-command");
    const unconfirmed = fromAddress(sources);
    if (command?.dataset.risk !== "destructive") return put(button, text, unconfirmed);
    const effect = command.querySelector(".rbs-effect")?.textContent ?? "What it removes may be gone for good.";
    try {
      await rbs.load("confirm.css", "confirm.js");
    } catch {
      if (confirm(`This destroys: ${effect} Copy it?`)) return put(button, text, unconfirmed);
      return rbs.announce(`Not copied: ${titleOf(button)}.`);
    }
    return rbs.confirmCopy(button, effect, unconfirmed, () => put(button, text, []));
  }

  async function refuse(button, open, refused) {
    const title = titleOf(button);
    const names = [...open, ...refused.map(({ name }) => name)];
    const what = [open.length ? `Still open: ${open.join(", ")}.` : "", rbs.reasons(refused)].filter(Boolean).join(" ");
    await rbs.load(WRITING).catch(() => {}); // Without it nothing is copied either, and what is open is said.
    const asked = rbs.askFor?.(names, button, title);
    rbs.announce(`Not copied: ${title}. ${what}${asked ? "" : " The page of its runbook has the fields."}`);
  }

  /** The values in some sources that came with the address and that nobody has looked at: name and value each. */
  function fromAddress(sources) {
    const used = new Set(sources.flatMap((source) => [...source.querySelectorAll(".rbs-slot")].map(({ dataset }) => dataset.name)));
    const { service } = (sources[0].closest("[data-service]") ?? document.querySelector("rbs-page")).dataset;
    return [...rbs.values.of(service ?? null)].filter(([name, { from }]) => from === "address" && used.has(name)).map(([name, { value }]) => [name, value]);
  }

  async function put(button, text, unconfirmed) {
    const title = titleOf(button);
    const copied = await rbs.toClipboard(text);
    if (copied) {
      const check = unconfirmed.length ? ` From the link, to be checked: ${unconfirmed.map(([name, value]) => `${name} = ${value}`).join(", ")}.` : "";
      rbs.announce(`Copied: ${title}.${check}`);
      report(button, title, text);
    } else {
      select(sourcesOf(button));
      rbs.announce(`The browser does not allow copying here. ${title} is selected: press Ctrl+C, or ⌘C.`);
    }
    button.dataset.state = copied ? "copied" : "selected";
    setTimeout(() => delete button.dataset.state, 2000);
  }

  function report(button, title, text) {
    const step = button.matches(".rbs-copy-step") ? commandsOf(button.closest(".rbs-step")) : [button.closest(".rbs-command")];
    const commands = step.filter(Boolean);
    const risks = commands.map(({ dataset }) => dataset.risk);
    const risk = ["destructive", "unknown", "change", "read"].find((each) => risks.includes(each)) ?? null;
    const command = commands.map(({ id }) => id.replace(/^command-/, "")).join(" ") || null;
    button.dispatchEvent(new CustomEvent("rbs:copied", { bubbles: true, detail: { title, text, risk, command } }));
  }

  function select(sources) {
    const range = document.createRange();
    range.setStartBefore(sources[0]);
    range.setEndAfter(sources.at(-1));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(".rbs-copy, .rbs-copy-step") : null;
    if (button && sourcesOf(button).length) copy(button);
  });

  rbs.onPage((page) => {
    document.querySelectorAll(".rbs-copy:not([aria-label])").forEach(nameButton);
    document.querySelectorAll(".rbs-step").forEach(addStepButton);
    const asks = page.dataset.service && document.querySelector("[data-variable], .rbs-slot");
    if (asks) rbs.load(FILLING).catch((error) => rbs.announce(error.message));
  });

  Object.assign(rbs, { copy, titleOf });
})(globalThis.runbookSite ??= {});
