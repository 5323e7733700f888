/** Options and names in the theme's own search. */
((rbs) => {
  "use strict";
  if (rbs.quoteSearch) return;

  // Material reads `--force` as "without force" and finds nothing, and `--force-new-deployment` as any of three
  // words. Its search is told to look for all the words of an option or of a name such as `pg_stat_activity`; the
  // field keeps what was typed.
  const NAME = /^-{1,2}[a-z][\w.-]*$|^\w+(_\w+)+$|^\w+(-\w+){2,}$/i;
  const asQuery = (typed) => typed.replace(/\S+/g, (word) => (NAME.test(word) ? `"${word.replace(/^-+/, "")}*"` : word));
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");

  /** Let a field say what the search should look for. */
  function quoteSearch(field) {
    if (Object.hasOwn(field, "value")) return;
    Object.defineProperty(field, "value", {
      configurable: true,
      get() { return asQuery(get.call(this)); },
      set(value) { set.call(this, value); },
    });
    field.dispatchEvent(new Event("keyup")); // The theme may have looked for what was typed meanwhile; it looks again.
  }

  Object.assign(rbs, { quoteSearch });
})(globalThis.runbookSite ??= {});
