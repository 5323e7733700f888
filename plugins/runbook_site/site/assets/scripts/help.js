/** The explanation of a runbook's page: loaded when somebody asks for it. */
((rbs) => {
  "use strict";
  if (rbs.help) return;

  const KEYS = [
    ["j", "to the next command; Enter copies it"],
    ["k", "to the command before"],
    ["v", "to the first value that is open"],
    ["Enter", "in a field: to the next open value, then back to the command"],
    ["/", "find a runbook, an alert or a command; Ctrl+K does the same"],
    ["?", "this explanation"],
  ];
  const TEXTS = [
    "Fill in the values once. Every command shows them at once, quoted for the place where they stand.",
    "A copy button copies what is shown. While a value is open it copies nothing, and leads to the field.",
    "A command that destroys asks before it is copied. Values that came with a link are named, until you have checked them.",
    "Tick off what is done. Ticks, decisions, copies and notes go into the log of the incident, with the time; it stays in this browser until you clear it, and can be taken along as Markdown or JSON.",
    "Values stay in this tab, and are gone when it is closed. A secret is never typed in: it stays a name such as $TOKEN.",
  ];

  /** Open it over the page. */
  function help() {
    const { make } = rbs;
    const box = make("input", { type: "checkbox" });
    box.checked = rbs.keys();
    box.addEventListener("change", () => rbs.keys(box.checked));
    const close = make("button", { type: "button", class: "rbs-button", autofocus: "" }, "Close");
    const rows = KEYS.map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)));
    const dialog = make("dialog", { class: "rbs-help-page", "aria-labelledby": "rbs-help-title" },
      make("h2", { id: "rbs-help-title" }, "Using this page"), ...TEXTS.map((text) => make("p", {}, text)),
      make("dl", {}, ...rows), make("label", { class: "rbs-task" }, box, make("span", {}, "Keys of one letter")), close);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  Object.assign(rbs, { help });
})(globalThis.runbookSite ??= {});
