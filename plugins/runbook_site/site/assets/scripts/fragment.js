/** Values that an address carries behind `#`: `#namespace=prod&pod=x`, with an anchor in front or without. */
((rbs) => {
  "use strict";
  if (rbs.takeAddress) return;

  /** What the address carries goes into the fields, to be checked; what does not is told. */
  function takeAddress(fields, secrets) {
    const fragment = takeFragment(new Set(fields.map(({ name }) => name)), secrets);
    if (!fragment) return;
    const { taken, refused } = fragment;
    rbs.values.set(new Map([...taken].filter(([name, value]) => rbs.values.find(name)?.value !== value)), "address");
    const said = [];
    if (taken.size) said.push(`From the link: ${[...taken.keys()].join(", ")}. Check what was filled in.`);
    if (refused.length) said.push(`Not taken from the link: ${[...new Set(refused)].join("; ")}.`);
    document.querySelector(".rbs-taken")?.remove();
    fields[0].row.parentElement.before(rbs.make("p", { class: "rbs-taken" }, ...rbs.visible(said.join(" "))));
    rbs.announce(said.join(" "));
  }

  /**
   * Take the values out of the address, so that its anchor works and nothing is applied twice.
   *
   * Returns `{ taken, refused }`: values by name, and why others were not taken; `null` where the address has none.
   * Percent signs are decoded; `+` stays `+`.
   */
  function takeFragment(declared, secrets) {
    const fragment = location.hash.slice(1);
    if (!fragment.includes("=") || document.getElementById(decoded(fragment) ?? "")) return null;
    const parts = fragment.split("&");
    const anchor = parts[0].includes("=") ? "" : parts.shift();
    const taken = new Map();
    const refused = [];
    for (const part of parts.filter(Boolean)) {
      const [name, value] = [part.split("=")[0], part.slice(part.indexOf("=") + 1)].map(decoded);
      if (name == null || value == null) refused.push("a part that cannot be read");
      else if (secrets.has(name)) refused.push(`${name}, a secret`);
      else if (!declared.has(name)) refused.push(`${short(name)}, which this page does not use`);
      else if (value) taken.set(name, value);
    }
    history.replaceState(history.state, "", location.pathname + location.search + (anchor && `#${anchor}`));
    if (anchor) requestAnimationFrame(() => goTo(document.getElementById(decoded(anchor) ?? "")));
    return { taken, refused };
  }

  /** What browsers do for an anchor; if they did it, themes with instant navigation would load the page again. */
  function goTo(element) {
    element?.setAttribute("data-target", "");
    element?.scrollIntoView();
  }

  const short = (name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return null;
    }
  }

  Object.assign(rbs, { takeAddress });
})(globalThis.runbookSite ??= {});
