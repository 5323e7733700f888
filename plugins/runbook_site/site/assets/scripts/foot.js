/** The one line at the foot of the window: which step it is, since when, and the way to the log. Others add to it. */
((rbs) => {
  "use strict";
  if (rbs.foot) return;

  let foot = null;
  let progress = null;
  let log = null;
  let ticking = 0;

  function show() {
    if (!foot) return;
    const entries = rbs.log.entries();
    const since = entries.length ? rbs.duration((Date.now() - rbs.log.timeOf(entries[0].at)) / 1000) : "";
    const where = placeOf();
    const doing = rbs.doing.state().at < rbs.doing.steps().length;
    const words = [doing ? "Step " : "", where, where && !doing ? " done" : "", where && since ? `, ${since}` : since];
    words.forEach((each, number) => say(progress.children[number], each));
    progress.title = since && "since the start";
    say(log.lastChild, entries.length ? ` (${entries.length})` : "");
    progress.hidden = !where && !since;
  }

  const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  function placeOf() {
    const [steps, { at }] = [rbs.doing.steps(), rbs.doing.state()];
    if (at < steps.length) return `${at + 1} of ${steps.length}`;
    const all = steps.length ? steps.map(({ box }) => box) : [...rbs.doing.boxes().values()];
    return all.length ? `${all.filter(({ input }) => input.checked).length} of ${all.length}` : "";
  }

  /** To the step that is being done, or to the first box that is not ticked. */
  function goOn() {
    const step = rbs.doing.steps()[rbs.doing.state().at];
    if (step) return rbs.doing.lead(step);
    const box = [...rbs.doing.boxes().values()].find(({ input }) => !input.checked);
    (box?.input ?? log).focus();
  }

  rbs.onPage((page) => {
    foot?.remove();
    foot = null;
    if (!page.dataset.runbook) return;
    progress = rbs.make("button", { type: "button", class: "rbs-button rbs-progress" }, ...["rbs-wide", "", "rbs-wide", ""].map((name) => rbs.make("span", { class: name })));
    log = rbs.make("button", { type: "button", class: "rbs-button" }, "Log", rbs.make("span", { class: "rbs-wide" }));
    progress.addEventListener("click", goOn);
    log.addEventListener("click", () => rbs.loadLog().then(() => rbs.showLog(), (error) => rbs.announce(error.message)));
    foot = rbs.make("div", { class: "rbs-foot", role: "region", "aria-label": "Progress" }, progress, log);
    (page.parentElement ?? page).before(foot);
    show();
  });

  document.addEventListener("rbs:doing", () => {
    clearInterval(ticking);
    ticking = rbs.log.entries().length ? setInterval(show, 1000) : 0;
    show();
  });

  Object.assign(rbs, { foot: () => foot });
})(globalThis.runbookSite ??= {});
