/**
 * A value, written so that it means itself where it is filled in.
 *
 * A place to fill in is `<var class="rbs-slot" data-name="pod" data-quoting="double sql_literal">$pod</var>`: the name
 * of the value, the quotings in which it stands, outermost first, and the text of the place as its author wrote it,
 * which `data-written` keeps once the element shows another. `docs/reference/catalog.md` says what each quoting is.
 * The same rules in Python are `snippets/quoted.py`; a test holds the two equal.
 */
((rbs) => {
  "use strict";
  if (rbs.quoted) return;

  class Refusal extends Error {}

  const refuse = (why) => { throw new Refusal(why); };

  // What a terminal may act upon before any program sees it.
  const CONTROL = /[\0-\x1f\x7f-\x9f]/;
  const RESERVED = new Set("if then elif else fi case esac for select while until do done in function time coproc".split(" "));

  const escaped = (text) =>
    Array.from(new TextEncoder().encode(text), (octet) => `\\x${octet.toString(16).padStart(2, "0")}`).join("");

  /**
   * A text in parts: `outside` writes what must stand outside of quotes, `inside` the rest. A shell at a terminal
   * replaces `!` even in double quotes, but not behind a backslash. Control characters are spelled out in what is
   * typed into the terminal, which is the outermost quoting alone.
   */
  const parted = (text, outermost, inside, outside) =>
    text.replace(outermost ? /[\0-\x1f\x7f-\x9f]+|!+|[^\0-\x1f\x7f-\x9f!]+/g : /!+|[^!]+/g, (part) => {
      if (outermost && CONTROL.test(part)) return outside(`$'${escaped(part)}'`);
      return part[0] === "!" ? outside(part.replaceAll("!", "\\!")) : inside(part);
    });

  function bare(text, { before, after, outermost }) {
    const plain = /^[\w./:@%+-]+$/.test(text) && !text.includes("..") && !RESERVED.has(text);
    // Behind `~` it would be a user's home, before `=` a variable's name, at a redirection a file's number.
    const glued = before.endsWith("~") || /^[=+[({]/.test(after);
    const descriptor = /^\d+$/.test(text) && (/[<>&]$/.test(before) || /^[<>]/.test(after));
    if (plain && !glued && !descriptor) return text;
    const quote = (part) => part.replace(/'|[^']+/g, (each) => (each === "'" ? "\\'" : `'${each}'`));
    return parted(text, outermost, quote, (part) => part);
  }

  const double = (text, { outermost }) =>
    parted(text, outermost, (part) => part.replace(/[\\"$`]/g, "\\$&"), (part) => `"${part}"`);

  const single = (text, { outermost }) =>
    parted(text, outermost, (part) => part.replaceAll("'", "'\\''"), (part) => `'${part}'`);

  const ansi = (text) => text.replace(/[\\']/g, "\\$&").replace(/[\0-\x1f\x7f-\x9f!]+/g, escaped);

  function rawHeredoc(text, { before, after }) {
    if (CONTROL.test(text)) refuse("it has a line break or another control character, and nothing can spell that out here");
    const line = before.slice(before.lastIndexOf("\n") + 1) + text + after.split("\n", 1)[0];
    const ends = before.matchAll(/<<-?[ \t]*["'\\]?([^ \t\n"';&|()<>]+)/g);
    if ([...ends].some((end) => end[1] === line.replace(/^[ \t]+|[ \t]+$/g, ""))) refuse("it would be the line that ends the text");
    return text;
  }

  const heredoc = (text, around) => rawHeredoc(text, around).replace(/[\\$`]/g, "\\$&");

  /** Inside of quotes SQL cannot spell out what a terminal would act upon; a line break there does nothing. */
  const sqlQuoted = (double) => (text, { outermost }) => {
    if (outermost && CONTROL.test(text.replaceAll("\n", ""))) refuse("it has a control character, which would do something to the terminal");
    return text.replace(double, "$&$&");
  };

  /** As libpq's `PQescapeLiteral`, with control characters spelled out as well. */
  function psqlLiteral(text) {
    const doubled = text.replace(/['\\]/g, "$&$&");
    if (!text.includes("\\") && !CONTROL.test(text)) return `'${doubled}'`;
    const spelled = /[\0-\x1f\x7f-\x9f]/g;
    return ` E'${doubled.replace(spelled, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`)}'`;
  }

  function sqlIdentifier(text, around) {
    if (new TextEncoder().encode(text).length > 63) refuse("it is longer than 63 bytes, and PostgreSQL would cut it off");
    return sqlQuoted(/"/g)(text, around);
  }

  /** Nothing is quoted for people; a line break would tear the line of a place that does not have one to itself. */
  function text(value, { before, after }) {
    if (CONTROL.test(value.replaceAll("\n", ""))) refuse("it has a control character, which nobody would see");
    if (value.includes("\n") && !(/(^|\n)$/.test(before) && /^(\n|$)/.test(after))) refuse("it has a line break, and stands within a line");
    return value;
  }

  /** Only what matches can stand there; a minus sign does not stand behind another. */
  const only = (pattern, what) => (text, { before }) => {
    if (!pattern.test(text) || (text[0] === "-" && before.endsWith("-"))) refuse(`only ${what} can stand here`);
    return text;
  };

  const PLAIN = "a plain word of letters, digits";
  const QUOTINGS = new Map(Object.entries({
    assigned: bare,
    bare,
    double,
    single,
    ansi_c: ansi,
    heredoc,
    raw_heredoc: rawHeredoc,
    sql_literal: sqlQuoted(/'/g),
    sql_backslash: sqlQuoted(/['\\]/g),
    sql_identifier: sqlIdentifier,
    psql_literal: psqlLiteral,
    psql_identifier: (text, around) => `"${sqlIdentifier(text, around)}"`,
    psql_defined: () => "TRUE",
    sql_raw: only(/^(?:-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/, "a number or a name"),
    sql_plain: only(/^\w(?:[\w./@]|-(?!-))*$/, `${PLAIN}, _ . / @ and single -`),
    arithmetic: only(/^(?:0|-?[1-9]\d{0,17})$/, "a whole number"),
    backticks: only(/^[\w/][\w./:@%+-]*$/, `${PLAIN} and _ . / : @ % + -`),
    expansion: only(/^\w[\w.:@-]*$/, `${PLAIN} and _ . : @ -`),
    pattern: only(/^\w[\w/:@-]*$/, `${PLAIN} and _ / : @ -`),
    format: only(/^[\w/][\w./:@-]*$/, `${PLAIN} and _ . / : @ -`),
    unread: only(/^[\w/][\w./:@-]*$/, `${PLAIN} and _ . / : @ -`),
    escaped: () => refuse("a backslash or a dollar sign stands before it, and would change what it means"),
    text,
  }));

  /**
   * A value as text for a place.
   *
   * @param {string} value What is to be meant there.
   * @param {string[]} quoting The quotings of the place, outermost first.
   * @param {{before: string, after: string}} around The text on both sides of the place.
   * @returns {{text: string} | {why: string}} What to write there, or why nothing can be, as a clause.
   */
  function quoted(value, quoting, { before = "", after = "" } = {}) {
    try {
      if (value === "") refuse("it is empty");
      if (value.includes("\0")) refuse("it has a NUL character, which no command can take");
      if (/\p{Surrogate}/u.test(value)) refuse("it has half of a character, which cannot be written");
      const write = (text, name, index) =>
        (QUOTINGS.get(name) ?? (() => refuse("nothing is known of how it is quoted here")))(text, { before, after, outermost: index === 0 });
      return { text: quoting.reduceRight(write, value) };
    } catch (error) {
      if (error instanceof Refusal) return { why: error.message };
      throw error;
    }
  }

  /** The texts and the places to fill in of a command, without what a theme or an extension may have put into it. */
  function* parts(node) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) yield { written: child.data };
      else if (child.matches?.(".rbs-slot")) {
        const { name, quoting } = child.dataset;
        yield { name, quoting: quoting.split(" "), written: (child.dataset.written ??= child.textContent) };
      } else if (child.matches?.(":not(button, nav)")) yield* parts(child);
    }
  }

  /**
   * The text of a command with values filled in.
   *
   * @param {Element} source The `<code class="rbs-source">`.
   * @param {Map<string, string>} values By name.
   * @returns {{text: string, front: string, slots: string[], open: string[], refused: {name: string, why: string}[]}}
   *   The text; the lines in front of it that set values; what each of its places became, in order; the names without a
   *   value; those whose value cannot be written at one of their places, with the reason. Places that nothing was
   *   filled into stay as written.
   */
  function filled(source, values) {
    const open = new Set();
    const refused = new Map();
    const assigned = new Map();
    const all = [...parts(source)];
    const slots = [];
    const whole = all.map(({ written }) => written).join("");
    let text = "";
    let read = 0;
    for (const { name, quoting, written } of all) {
      read += written.length;
      const value = values.get(name);
      let put = written;
      if (name !== undefined && !value) open.add(name);
      else if (name !== undefined) {
        const made = quoted(value, quoting, { before: text, after: whole.slice(read) });
        if (made.why) refused.set(name, made.why);
        else if (quoting[0] === "assigned") assigned.set(name, made.text);
        else put = made.text;
      }
      if (name !== undefined) slots.push(put);
      text += put;
    }
    // `${pod%-*}` is no place that could be replaced: the value is set in front.
    const front = [...assigned].map(([name, value]) => `${name}=${value}\n`).join("");
    return { text: front + text, front, slots, open: [...open], refused: [...refused].map(([name, why]) => ({ name, why })) };
  }

  Object.assign(rbs, { quoted, filled });
})(globalThis.runbookSite ??= {});
