/** What a value may look like, by the type that its author declared. */
((rbs) => {
  "use strict";
  if (rbs.problem) return;

  const LONGEST = 4096;
  const LONGEST_MATCHED = 500; // An author's pattern may take time that grows with a power of the length.
  const TIME = String.raw`\d\d?:\d\d(?::\d\d(?:[.,]\d{1,9})?)?`;
  const ZONE = String.raw`(?: ?(?:[a-z]{1,5}|[+-]\d\d(?::?\d\d)?))?`;
  const KINDS = {
    integer: [/^[+-]?\d+$/, "is no whole number"],
    host: [/^[\p{L}\p{N}_[:][\p{L}\p{N}._:%[\]-]*$/u, "is no name of a host: no scheme, no path, no blank"],
    url: [/^[a-z][a-z\d+.-]*:(?!\d)[^\s]+$/i, "is no address with its scheme, such as https://"],
    path: [/^[^-]/, "begins with a dash, and would be read as an option: write ./ in front"],
    identifier: [/^[\p{L}\p{N}_][\p{L}\p{N}_.:/@+=,-]*$/u, "is no identifier: one word of letters, digits and _ . : / @ + = , -"],
    duration: [/^(?:\d+|(?:\d+(?:\.\d+)?(?:ms|[smhdwy]))+)$/i, "is no length of time, such as 15m or 1h30m"],
    timestamp: [
      new RegExp(`^(?:\\d{4}-[01]\\d-[0-3]\\d(?:[T ]${TIME}${ZONE})?|${TIME}${ZONE}|\\d{9,13})$`, "i"),
      "is no date or time, such as 2026-11-21 14:05 UTC",
    ],
  };

  /** Why a value cannot be used, in words that go on from its name; "" where it can. */
  function problem({ type, choices = [], pattern, example }, value) {
    if (value.length > LONGEST) return `is longer than ${LONGEST} characters`;
    if (/[\n\r\u2028\u2029]/.test(value)) return "has several lines; a value has one";
    const control = /[\p{Cc}\p{Cs}]/u.exec(value);
    if (control) return `has a character that cannot be typed, ${rbs.codePoint(control[0])}`;
    if (choices.length) return choices.includes(value) ? "" : `is none of ${choices.join(", ")}`;
    const [form, words] = KINDS[type] ?? [/^/, ""];
    if (!form.test(value)) return words;
    const other = pattern ? mismatch(pattern, value) : "";
    return other && example ? `${other}, as ${example} has` : other;
  }

  function mismatch(pattern, value) {
    let whole;
    try {
      whole = new RegExp(`^(?:${pattern})$`, "u");
    } catch {
      return ""; // Python's own spelling, which no browser knows.
    }
    if (value.length > LONGEST_MATCHED) return `is longer than ${LONGEST_MATCHED} characters`;
    return whole.test(value) ? "" : `does not have the form ${pattern}`;
  }

  /** What a reader should look at in a value that can be used; "" where nothing is odd. */
  function oddity(value) {
    const unseen = rbs.unseen(value);
    if (unseen.length) return `has characters that cannot be seen: ${unseen.join(", ")}`;
    return value === value.trim() ? "" : "has blanks at its ends";
  }

  Object.assign(rbs, { problem, oddity });
})(globalThis.runbookSite ??= {});
