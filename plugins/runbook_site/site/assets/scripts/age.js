/** How long ago something was proven or reviewed: the day of the reader counts, and not that on which the site was built. */
((rbs) => {
  "use strict";
  if (rbs.ago) return;

  /** Days in words that are read at a glance: `today`, `3 days ago`, `5 weeks ago`. */
  function ago(days) {
    if (days < 2) return days < 1 ? "today" : "yesterday";
    const [size, unit] = days < 14 ? [1, "days"] : days < 61 ? [7, "weeks"] : days < 730 ? [30.5, "months"] : [365, "years"];
    return `${Math.floor(days / size)} ${unit} ago`;
  }

  rbs.onPage(() => {
    const now = new Date();
    for (const time of document.querySelectorAll("time[data-until]")) {
      const { dataset, dateTime, parentElement } = time;
      dataset.written ??= time.textContent;
      time.textContent = `${ago((now - Date.parse(dateTime)) / 86_400_000)}, ${dataset.written}`;
      const over = dataset.until && dataset.until < now.toISOString().slice(0, 10);
      if (over && !parentElement.querySelector(".rbs-overdue")) parentElement.append(" ", rbs.make("strong", { class: "rbs-overdue" }, `overdue since ${dataset.until}`));
    }
  });

  Object.assign(rbs, { ago });
})(globalThis.runbookSite ??= {});
