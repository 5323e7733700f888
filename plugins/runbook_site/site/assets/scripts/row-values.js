/** Fields for the values of one row of the catalog at a time, below its command. */
((rbs) => {
  "use strict";
  if (rbs.fillRow) return;

  let row = null; // The one that has fields; another is as its author wrote it.
  let close = null;

  /**
   * Put fields below the command of a row, and lead to the first that is open.
   *
   * @param {Element} wanted The `.rbs-command`.
   * @param {number} page The number of its runbook.
   * @param {string[]} names The values that it needs.
   * @param {() => void} undo Puts a new row in the place of this one.
   */
  async function fillRow(wanted, page, names, undo) {
    await rbs.load("filling.js", "writing.js", "values-data.js");
    if (!wanted.isConnected) return;
    if (row !== wanted) {
      if (row?.isConnected) close();
      [row, close] = [wanted, undo];
      const { values, runbooks } = globalThis.runbookValues;
      const declared = new Map(runbooks[page].map((number) => [values[number][0], values[number]]));
      row.querySelector(".rbs-open").before(rbs.make("dl", { class: "rbs-variables" }, ...names.map((name) => panelRow(declared.get(name)))));
      rbs.putFields(row, row.dataset.service);
      rbs.putSlots(row, row.dataset.service);
    }
    lead(names);
  }

  /** As the page of a runbook has it. */
  function panelRow([name, type, description, example, known]) {
    const { make } = rbs;
    const about = make("p", { class: "rbs-value-about" }, ...rbs.visible(description));
    if (known.choices) about.append(` One of ${known.choices.join(", ")}.`);
    if (known.default) about.append(" ", make("span", { class: "rbs-note" }, "default ", make("code", {}, ...rbs.visible(known.default))));
    if (example) about.append(" ", make("span", { class: "rbs-note rbs-example" }, "for example ", make("code", {}, ...rbs.visible(example))));
    const term = make("dt", {}, make("code", {}, `$${name}`), make("span", { class: "rbs-flag" }, type));
    return make("div", { "data-variable": JSON.stringify({ ...known, example }) }, term, make("dd", {}, about, make("span", { class: "rbs-paper" })));
  }

  /** To the first open value; where other rows or pages of this tab have given all of them, to the button. */
  function lead(names) {
    const button = row.querySelector(".rbs-copy");
    const open = rbs.fields().filter((field) => field.open).map(({ name }) => name);
    if (open.length) {
      rbs.askFor(names, button, rbs.titleOf(button));
      rbs.announce(`Still open: ${open.join(", ")}.`);
    } else {
      button.focus();
      rbs.announce("Filled in with the values of this tab. Look at the command, then copy it.");
    }
  }

  /** Whether a button stands in a row that has to be filled in before it can be copied; then its fields come. */
  function asksFirst(button) {
    const opener = button.closest(".rbs-command")?.querySelector(".rbs-fill");
    if (!opener || button.closest(".rbs-command") === row) return false;
    opener.click();
    return true;
  }

  // Later, what shows values in commands leads from them to their fields.
  document.addEventListener("click", ({ target }) => {
    const code = rbs.fill || !(target instanceof Element) ? null : target.closest(".rbs-results .rbs-slot")?.closest(".rbs-code");
    if (code && getSelection().isCollapsed) asksFirst(code.querySelector(".rbs-copy"));
  });

  Object.assign(rbs, { fillRow, asksFirst });
})(globalThis.runbookSite ??= {});
