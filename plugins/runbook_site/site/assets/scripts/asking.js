/** The way from a command to the values that it needs, and back. */
((rbs) => {
  "use strict";
  if (rbs.askFor) return;

  let back = null; // The command to return to: its button, its title, the names that it needs.

  /** Lead to the first of some values that is open, and offer the way back to a button. */
  function askFor(names, button, title) {
    const wanted = rbs.fields?.().filter(({ name }) => names.includes(name)) ?? [];
    if (!wanted.length) return false;
    back = { button, title, names };
    lead(wanted.find(({ open }) => open) ?? wanted[0]);
    return true;
  }

  function lead(field) {
    field.focus();
    if (!back?.button.isConnected) return;
    const way = document.querySelector(".rbs-back") ?? rbs.make("button", { type: "button", class: "rbs-button rbs-back" });
    way.textContent = `Back to: ${back.title}`;
    way.onclick = goBack;
    field.line.append(way);
  }

  function goBack() {
    document.querySelector(".rbs-back")?.remove();
    back?.button.focus();
    back = null;
  }

  /** After Enter: to the next open value, and when there is none, to the command that asked for them. */
  function goOn() {
    const open = rbs.fields().filter((field) => field.open && (back ? back.names.includes(field.name) : true));
    if (open.length) lead(open[0]);
    else if (back) goBack();
  }

  rbs.onPage(() => { back = null; });

  Object.assign(rbs, { askFor, goOn });
})(globalThis.runbookSite ??= {});
