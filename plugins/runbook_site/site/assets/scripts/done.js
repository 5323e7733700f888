/** What has been done, shown from the log: ticks with their times, what was chosen, and the step that is next. */
((rbs) => {
  "use strict";
  if (rbs.showDone) return;

  /** The time of day, as the clock of the reader showed it. */
  const clock = (at) => at.slice(11, 16);

  /**
   * What the log says of a page: `ticks` and `chosen`, the last entries by box and by step; `at`, the
   * number of the step that is being done, and `since`, the entry that led to it; `unfit`, ticks of what has changed.
   */
  function read(entries, steps, boxes) {
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

  function showBox({ input, when }, entry) {
    input.checked = entry ? entry.kind === "ticked" : input.defaultChecked;
    const at = entry?.kind === "ticked" ? entry.at : "";
    when.textContent = at && clock(at);
    when.dateTime = at;
  }

  function showBranch(branch, chosen) {
    const { branchOf, whereIs } = rbs.doing;
    const entry = chosen.get(whereIs(branch).key);
    const { title, text } = branchOf(branch);
    const isChosen = entry?.title === title && entry.text === text;
    branch.querySelector(".rbs-chosen")?.remove();
    branch.toggleAttribute("data-chosen", isChosen);
    if (isChosen) (branch.querySelector(".rbs-then") ?? branch).append(rbs.make("span", { class: "rbs-flag rbs-chosen" }, `chosen ${clock(entry.at)}`));
  }

  /** Show it on the page, and give it back as `read` has it. */
  function showDone(entries, steps, boxes) {
    const state = read(entries, steps, boxes);
    for (const [key, box] of boxes) showBox(box, state.ticks.get(key));
    steps.forEach((step, number) => {
      step.element.toggleAttribute("data-done", step.box.input.checked);
      step.element.toggleAttribute("data-now", number === state.at && entries.length > 0);
    });
    for (const branch of document.querySelectorAll(rbs.doing.BRANCH)) showBranch(branch, state.chosen);
    return state;
  }

  /** Say of a step that it is done, or no longer, and which one is next. */
  function tellDone({ box, title }) {
    const next = rbs.doing.steps()[rbs.doing.state().at];
    rbs.announce(`${box.input.checked ? "Done" : "Not done"}: ${title}.${next ? ` Next: ${next.title}.` : ""}`);
  }

  Object.assign(rbs, { showDone, tellDone });
  rbs.doing.show();
})(globalThis.runbookSite ??= {});
