/** The incident log on the page: what happened, a field for notes, and the ways to take it along or to clear it. */
((rbs) => {
  "use strict";
  if (rbs.showLog) return;

  const KIND = { ticked: "Done", unticked: "Not done after all", started: "Started", over: "Time over", copied: "Copied", message: "Message copied", decided: "Decided", noted: "Note" };
  const RISK = new Map([["change", "changes"], ["destructive", "destructive"], ["unknown", "risk unknown"]]);
  const LONG = 12 * 3_600_000; // After that it may well be another incident.
  let about = null; // What page it is.
  let panel = null;
  let items = new Map(); // By entry: what is shown of it.

  /** An entry in words: `{ kind, what }`, and where it happened. */
  function wordsOf({ kind, box, key, step = "", title = "", text = "", risk }) {
    if (kind === "noted") return { kind: KIND.noted, what: text, step };
    if (kind === "decided") return { kind: KIND.decided, what: `${title}: ${text}`, step };
    const what = box && box === key ? "" : RISK.has(risk) ? `${title} (${RISK.get(risk)})` : title;
    return { kind: KIND[kind], what: what || step, step: what ? step : "" };
  }

  /** A text that was copied. */
  const copied = ({ kind, text }) => (kind === "copied" || kind === "message" ? text ?? "" : "");

  function itemOf(entry) {
    const { kind, what, step } = wordsOf(entry);
    const time = rbs.make("time", { datetime: entry.at, title: entry.at }, entry.at.slice(11, 19));
    const item = rbs.make("li", {}, time, " ", rbs.make("strong", {}, `${kind}:`), " ", ...rbs.visible(what));
    if (step) item.append(" ", rbs.make("span", { class: "rbs-note" }, step));
    if (copied(entry)) item.append(rbs.make("details", {}, rbs.make("summary", {}, "Text"), rbs.make("pre", {}, rbs.make("code", {}, ...rbs.visible(copied(entry))))));
    return item;
  }

  function build() {
    const note = rbs.make("input", { type: "text", id: "log-note", maxlength: "2000", autocomplete: "off", enterkeyhint: "done" });
    const form = rbs.make("form", { class: "rbs-value-line" }, rbs.make("label", { for: "log-note" }, "Note"), note, rbs.make("button", { class: "rbs-button" }, "Add"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = note.value.trim();
      if (text) rbs.log.add("noted", { text, ...place() });
      note.value = "";
    });
    const heading = rbs.make("h2", { id: "incident-log", tabindex: "-1" }, "Incident log");
    const list = rbs.make("ol", { class: "rbs-entries" });
    const parts = { heading, note, list, kept: rbs.make("p", { class: "rbs-note" }), unfit: rbs.make("p", { class: "rbs-unfit" }), ways: rbs.make("div", { class: "rbs-ways" }) };
    parts.ways.append(...["Markdown", "JSON"].flatMap((format) => [way(`Copy ${format}`, () => copy(format)), way(`Download ${format}`, () => download(format))]), way("End incident and clear", ask));
    const section = rbs.make("section", { class: "rbs-log", "aria-labelledby": "incident-log" }, heading, parts.kept, parts.unfit, list, form, parts.ways);
    return { section, ...parts };
  }

  function way(words, act) {
    const button = rbs.make("button", { type: "button", class: "rbs-button" }, words);
    button.addEventListener("click", act);
    return button;
  }

  /** The step that is being done, which a note is about. */
  function place() {
    const step = rbs.doing.steps()[rbs.doing.state().at];
    return step && rbs.log.entries().length ? { step: step.title } : {};
  }

  function show() {
    if (!panel) return;
    const entries = rbs.log.entries();
    items = new Map(entries.map((entry) => [entry.id, items.get(entry.id) ?? itemOf(entry)]));
    panel.list.replaceChildren(...items.values());
    panel.kept.textContent = entries.length ? `${began()} Kept in this browser alone, until you clear it.` : "It begins with what you tick, copy, choose or note first, and stays in this browser.";
    panel.unfit.textContent = rbs.doing.state().unfit.length ? unfitWords() : "";
    panel.ways.hidden = !entries.length;
    panel.ways.querySelector(".rbs-confirm")?.remove();
  }

  const began = () => `It began on ${rbs.log.entries()[0].at.slice(0, 16).replace("T", " at ")}.`;

  /** What a reader has to know who comes back to a log. */
  function greet() {
    const last = rbs.log.entries().at(-1);
    const old = last && Date.now() - rbs.log.timeOf(last.at) > LONG;
    const words = [old ? `This runbook has a log already. ${began()} If this is another incident, end that one first.` : "", panel.unfit.textContent];
    const said = words.filter(Boolean).join(" ");
    if (said) rbs.announce(said);
  }

  function unfitWords() {
    const titles = rbs.doing.state().unfit.map(({ title, step }) => title ?? step ?? "");
    const [one, they] = titles.length === 1 ? ["1 tick is", "It stays"] : [`${titles.length} ticks are`, "They stay"];
    return `This runbook has changed since: ${one} not shown above (${titles.join("; ")}). ${they} in the log. Look at what is new before you go on.`;
  }

  /** The log in a format. Values stand in it that cannot be used before what checks them is there. */
  async function exported(format) {
    await rbs.values.ready().catch(() => {}); // Without it their names stand there.
    return (format === "JSON" ? rbs.logJson : rbs.logMarkdown)(about, rbs.log.entries(), wordsOf, copied);
  }

  async function copy(format) {
    const done = await rbs.toClipboard(await exported(format));
    rbs.announce(done ? `Copied: the incident log as ${format}.` : "The browser does not allow copying here. Download the log instead.");
  }

  async function download(format) {
    const [type, ending] = format === "JSON" ? ["application/json", "json"] : ["text/markdown", "md"];
    const address = URL.createObjectURL(new Blob([await exported(format)], { type }));
    const began = rbs.log.entries()[0].at.slice(0, 16).replace(/\D/g, "");
    rbs.make("a", { href: address, download: `incident-${about.service}-${about.runbook}-${began}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  /** Asked once: what is cleared is gone. */
  function ask(event) {
    if (panel.ways.querySelector(".rbs-confirm")) return;
    const close = () => {
      box.remove();
      event.target.focus();
    };
    const yes = way("Clear it", () => {
      rbs.log.clear();
      panel.heading.focus();
      rbs.announce("The incident has ended: its log is cleared, and every tick with it.");
    });
    const box = rbs.make("div", { class: "rbs-confirm", role: "group", tabindex: "-1", "aria-label": "Before you clear the log" }, rbs.make("p", {}, "Every entry and every tick of this runbook will be gone from this browser. Export the log first, if anybody will need it."), yes, way("Keep it", close));
    box.addEventListener("keydown", ({ key }) => key === "Escape" && close());
    panel.ways.append(box);
    box.focus();
    box.scrollIntoView({ block: "center" });
  }

  /** To the log, ready to write a note. */
  function showLog() {
    panel.heading.scrollIntoView();
    panel.note.focus({ preventScroll: true });
    if (panel.note.getBoundingClientRect().bottom > innerHeight - 60) panel.note.scrollIntoView({ block: "center" });
  }

  rbs.onPage((page) => {
    panel?.section.remove();
    panel = null;
    items = new Map();
    if (!page.dataset.runbook) return;
    about = { ...page.dataset, address: location.href.split("#")[0], template: document.querySelector("[data-post-mortem]")?.dataset.postMortem };
    panel = build();
    rbs.foot().before(panel.section);
    show();
    greet();
  });

  document.addEventListener("rbs:doing", show);

  Object.assign(rbs, { showLog });
})(globalThis.runbookSite ??= {});
