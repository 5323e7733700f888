/** How old a page is that comes from the copy. */
((rbs) => {
  "use strict";
  if (rbs.showAge) return;

  const UNITS = [[86_400_000, "day"], [3_600_000, "hour"], [60_000, "minute"]];

  /** How old something is, in the largest unit that fits. */
  function age(milliseconds) {
    const [size, unit] = UNITS.find(([each]) => milliseconds >= each) ?? [1, ""];
    const count = Math.floor(milliseconds / size);
    return unit ? `${count} ${unit}${count === 1 ? "" : "s"} old` : "less than a minute old";
  }

  function show(element) {
    const date = new Date(element.dataset.date);
    const now = new Date();
    const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
    const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...year });
    const time = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    element.textContent = `Offline copy of ${day}, ${time}, ${age(Math.max(0, now - date))}. What has changed since is not in it.`;
  }

  /** Say it in an element, for as long as that is shown. */
  function showAge(element) {
    element.setAttribute("role", "status");
    show(element);
    const timer = setInterval(() => (element.isConnected ? show(element) : clearInterval(timer)), 60_000);
  }

  Object.assign(rbs, { showAge });
})(globalThis.runbookSite ??= {});
