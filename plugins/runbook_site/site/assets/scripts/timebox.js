/** How long a step may take: counted from when it began, and told once when it is over. */
((rbs) => {
  "use strict";
  if (rbs.timebox) return;

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let parts = []; // The steps with a time: each with its clock.
  let ticking = 0;
  const told = new Set(); // What was told already, by the entry that it follows from.

  /** Counts by the second; for those who want nothing to move, by the minute. */
  const left = (seconds) => (calm.matches || seconds >= 3600 ? rbs.duration(seconds) : rbs.parted(seconds));

  function addTo(step) {
    const clock = rbs.make("span", { class: "rbs-clock" });
    step.row.append(clock);
    return { step, clock };
  }

  function count() {
    const { at, since } = rbs.doing.state();
    for (const { step, clock } of parts) {
      const runs = Boolean(since) && rbs.doing.steps()[at] === step;
      const rest = runs ? step.seconds - (Date.now() - rbs.log.timeOf(since.at)) / 1000 : 0;
      step.start.hidden = runs || step.box.input.checked;
      const text = !runs ? "" : rest > 0 ? `${left(rest)} left` : `Time is over: ${step.allowed}. Decide, or escalate.`;
      if (clock.textContent !== text) clock.textContent = text;
      clock.toggleAttribute("data-over", runs && rest <= 0);
      if (runs && rest <= 0) tellOnce(step, since);
    }
  }

  /** The entry has the name of what it follows from, so that two tabs and a later visit know that it was told. */
  function tellOnce(step, since) {
    const id = `over-${since.id}`.slice(0, 100);
    if (told.has(id)) return;
    told.add(id);
    if (rbs.log.full() || rbs.log.entries().some((entry) => entry.id === id)) return;
    rbs.announce(`Time is over: ${step.allowed} for ${step.title}. Decide, or escalate.`);
    const at = rbs.log.iso(rbs.log.timeOf(since.at) + step.seconds * 1000);
    rbs.log.add("over", { id, at, key: step.key, step: step.title, title: step.allowed });
  }

  function timebox() {
    clearInterval(ticking);
    ticking = parts.length && rbs.log.entries().length ? setInterval(count, 1000) : 0;
    count();
  }

  document.addEventListener("rbs:doing", timebox);

  rbs.onPage(() => {
    parts = rbs.doing.steps().filter(({ seconds }) => seconds > 0).map(addTo);
    timebox();
  });

  Object.assign(rbs, { timebox });
})(globalThis.runbookSite ??= {});
