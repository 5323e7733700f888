/** The switcher: a few letters lead to a runbook, an alert, a service, an option or a command. */
((rbs) => {
  "use strict";
  if (rbs.openSwitcher) return;

  const { make } = rbs;
  const SHOWN = 40;
  const AHEAD = { Alert: 4, Runbook: 4, Service: 4, Option: 1, Command: 0 };
  let index = null; // All that can be found.
  let found = [];
  let selected = 0;

  const field = make("input", {
    type: "search", role: "combobox", "aria-label": "Runbook, alert, command or option", "aria-autocomplete": "list", "aria-expanded": "true",
    "aria-controls": "rbs-switcher-list", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: "Runbook, alert, command, option …",
  });
  const close = make("button", { type: "button", class: "rbs-button" }, "Close");
  const state = make("p", { class: "rbs-note", role: "status", "aria-live": "polite" });
  const list = make("ul", { id: "rbs-switcher-list", role: "listbox", "aria-label": "Results" });
  const dialog = make("dialog", { class: "rbs-switcher", "aria-label": "Find" }, make("div", { class: "rbs-switcher-line" }, field, close), state, list);

  const item = (kind, title, note, url, source = "", rest = "") => ({
    kind, title, note, url, words: { title: title.toLowerCase(), source: source.toLowerCase(), rest: `${note}\n${rest}`.toLowerCase() },
  });

  const ahead = ({ kind }, score) => (score > 0 ? score + AHEAD[kind] : 0);

  async function load() {
    await rbs.load("find-data.js");
    const { catalog, services, runbooks, alerts, options } = globalThis.runbookFind;
    const asked = (option, tool) => `${catalog}?${new URLSearchParams({ text: option, tool })}`;
    index = [
      ...alerts.map(([name, page, , service, spelling]) => item("Alert", name, service, page, "", spelling)),
      ...runbooks.map(([title, url, service, weight, more]) => item("Runbook", title, `${service} · ${weight}`, url, "", more)),
      ...services.map(([id, name, url]) => item("Service", name, id === name ? "" : id, url)),
      ...options.map(([option, tool, count]) => item("Option", option, `${tool} · ${count === 1 ? "1 command" : `${count} commands`}`, asked(option, tool))),
    ];
    show();
    const commands = await rbs.loadCommands();
    index = index.concat(commands.map(({ title, url, runbook, service, words }) => ({ kind: "Command", title, note: `${service[1]}: ${runbook}`, url, words })));
    if (field.value) show(selected ? found[selected] : null); // The first is whatever is first.
  }

  /** Open it; what was typed before is there to be typed over. */
  function open() {
    if (!dialog.isConnected) document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
    if (index) show();
    else tryLoading();
  }

  function tryLoading() {
    state.textContent = "Loading …";
    load().catch(() => {
      const again = make("button", { type: "button", class: "rbs-button" }, "Try again");
      again.addEventListener("click", tryLoading);
      state.replaceChildren("What can be found could not be loaded. Use the navigation, or ", again);
    });
  }

  /** What fits what is typed; the one that was chosen already stays so, wherever it stands now. */
  function show(chosen) {
    const typed = field.value.trim().toLowerCase();
    const words = rbs.wordsOf(typed);
    found = words.length ? rbs.ranked(index, (each) => ahead(each, rbs.score(each.words, words, typed))) : beginning();
    const shown = found.slice(0, SHOWN);
    list.replaceChildren(...shown.map(({ kind, title, note }, number) => make("li", { role: "option", id: `rbs-found-${number}`, "data-number": number },
      make("span", { class: "rbs-kind" }, kind), make("span", { class: "rbs-title" }, ...rbs.visible(title)), make("span", { class: "rbs-note" }, ...rbs.visible(note)))));
    const more = found.length > SHOWN ? `The first ${SHOWN} of ${found.length}` : `${found.length} found`;
    state.textContent = !words.length ? "" : found.length ? more : "Nothing found. Try fewer letters, or another word.";
    select(shown.indexOf(chosen));
  }

  /** With nothing typed: what was open in this tab, then the alerts and runbooks. */
  function beginning() {
    const recent = rbs.recent().map(([title, url]) => item("Recent", title, "", url));
    const urls = new Set(recent.map(({ url }) => url));
    return [...recent, ...index.filter(({ kind, url }) => (kind === "Alert" || kind === "Runbook") && !urls.has(url))].slice(0, SHOWN);
  }

  function select(number) {
    list.children[selected]?.removeAttribute("aria-selected");
    selected = Math.max(0, number);
    const row = list.children[selected];
    if (!row) return field.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", row.id);
    return row.scrollIntoView({ block: "nearest" });
  }

  /** By a click on a link, so that themes that load pages without leaving the page do so; with the keys that were held. */
  function go(number, { ctrlKey = false, metaKey = false } = {}) {
    const target = found[number];
    if (!target) return;
    dialog.close();
    const link = make("a", { href: rbs.root + target.url, hidden: "" });
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey }));
    link.remove();
  }

  field.addEventListener("input", () => { if (index) show(); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.children.length;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && count) select((selected + by + count) % count);
    else if (event.key === "Enter") go(selected, event);
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (row) go(Number(row.dataset.number), event);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  // What is typed here is for nobody else: neither keys of the page nor those of the theme.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());

  Object.assign(rbs, { openSwitcher: open });
})(globalThis.runbookSite ??= {});
