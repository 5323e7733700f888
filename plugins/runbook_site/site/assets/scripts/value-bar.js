/** How many values are open, at the foot of the window, and the way to the first of them. */
((rbs) => {
  "use strict";
  if (rbs.valueBar) return;

  let bar = null;

  function valueBar() {
    if (!bar) return;
    const { all, open, unconfirmed } = rbs.tally();
    const wide = (words) => rbs.make("span", { class: "rbs-wide" }, words);
    // Narrow, "of 7" is not there: "1 value open", and "1 of 7 values still open".
    const values = (shown) => (all === 1 ? ["value"] : shown === 1 ? ["value", wide("s")] : ["values"]);
    const [state, ...words] =
      open ? ["open", `${open} `, wide(`of ${all} `), ...values(open), " ", wide("still "), "open"]
      : unconfirmed ? ["check", `${unconfirmed} `, wide(`of ${all} `), ...values(unconfirmed), " to check"]
      : ["done", `${all} `, ...values(all), " filled in"];
    bar.dataset.state = state;
    bar.replaceChildren(...words);
  }

  document.addEventListener("rbs:values", valueBar);

  rbs.onPage(() => {
    bar = null;
    if (!rbs.tally().all || !rbs.foot()) return;
    bar = rbs.make("button", { type: "button", class: "rbs-button rbs-value-bar" });
    bar.addEventListener("click", () => rbs.tally().first.focus());
    rbs.foot().prepend(bar);
    valueBar();
  });

  Object.assign(rbs, { valueBar });
})(globalThis.runbookSite ??= {});
