/** The values that the reader fills in: by service, for as long as the tab lives, and nowhere else. */
((rbs) => {
  "use strict";
  if (rbs.values) return;

  const ORIGINS = ["typed", "address"];
  const kept = new Map(); // By service: what was filled in, by name.
  let page = { service: null, declared: new Map() };
  let warned = false;

  const key = (service) => `rbs-values:${service}`;

  function warn(message) {
    if (!warned) rbs.announce(message);
    warned = true;
  }

  /** What was filled in for a service, right or wrong; storage may be forbidden, or hold what others wrote. */
  function entered(service) {
    if (!kept.has(service)) {
      const values = new Map();
      kept.set(service, values);
      try {
        for (const [name, entry] of Object.entries(JSON.parse(sessionStorage.getItem(key(service))) ?? {})) {
          if (typeof entry.value === "string" && ORIGINS.includes(entry.from)) values.set(name, { value: entry.value, from: entry.from });
        }
      } catch {
        warn("What this tab kept of your values cannot be read. Look at them before you copy.");
      }
    }
    return kept.get(service);
  }

  function keep(service) {
    try {
      const values = entered(service);
      if (values.size) sessionStorage.setItem(key(service), JSON.stringify(Object.fromEntries(values)));
      else sessionStorage.removeItem(key(service));
    } catch {
      warn("This browser keeps no values: they are gone when the page is loaded again.");
    }
  }

  const names = () => [...page.declared.keys()];

  const tell = (names) => document.dispatchEvent(new CustomEvent("rbs:values", { detail: { service: page.service, names } }));

  function changed(names) {
    tell(names);
    if (!rbs.problem) ready().catch((error) => rbs.announce(error.message));
  }

  /** Whether a value is a default that the site was built with: it is right, and stands in all its places. */
  function isBuilt(name) {
    if (find(name)?.from !== "default") return false;
    const slots = document.querySelectorAll(`.rbs-slot[data-name="${CSS.escape(name)}"]`);
    return [...slots].every(({ dataset }) => dataset.filled !== undefined);
  }

  /** What checks and quotes values is loaded with the first of them; until then none can be used. */
  async function ready() {
    if (rbs.problem || !names().some((name) => find(name) && !isBuilt(name))) return;
    await rbs.load("writing.js");
    tell(names());
  }

  /** The page that is shown: its service, and what its author declares of each value, by name. */
  function show(service, declared) {
    page = { service, declared };
    changed(names());
  }

  /** The values of a service that can be used, by name: `{ value, from: "typed" | "address" | "default" }`. */
  function of(service) {
    if (service !== page.service) return new Map(entered(service));
    const usable = new Map();
    for (const [name, declaration] of page.declared) {
      const entry = find(name);
      if (entry && rbs.problem?.(declaration, entry.value) === "") usable.set(name, entry);
    }
    return usable;
  }

  /** What stands in the field of a name on the page that is shown, right or wrong. */
  function find(name) {
    const standard = page.declared.get(name)?.default;
    return entered(page.service).get(name) ?? (standard === undefined ? undefined : { value: standard, from: "default" });
  }

  /** Fill values in by name, or clear those that are "". */
  function set(values, from) {
    for (const [name, value] of values) {
      if (value === "") entered(page.service).delete(name);
      else entered(page.service).set(name, { value, from });
    }
    keep(page.service);
    changed([...values.keys()]);
  }

  /** Forget every value of the service, those of its other pages too. */
  function clear() {
    entered(page.service).clear();
    keep(page.service);
    changed(names());
  }

  Object.assign(rbs, { values: { of, show, find, isBuilt, set, clear, ready } });
})(globalThis.runbookSite ??= {});
