/** The commands of the catalog, put together again from the columns of its data. */
((rbs) => {
  "use strict";
  if (rbs.loadCommands) return;

  /** Every command, in the catalog's order. The data is a script: a page on a disk may load nothing else. */
  async function loadCommands() {
    await rbs.load("catalog-data.js");
    rbs.commands ??= together(globalThis.runbookCatalog);
    return rbs.commands;
  }

  function together({ services, runbooks, calls, slots, texts, risks, languages, phases, proofs, columns }) {
    const sources = texts.map(([text, ...called]) => sourceOf(text, called.map((number) => calls[number]), slots));
    const commands = [];
    let next = 0;
    for (const [page, [number, runbook, address, count]] of runbooks.entries()) {
      const service = services[number];
      const where = `${runbook}\n${service.join("\n")}`.toLowerCase();
      for (let end = commands.length + count; commands.length < end;) {
        const row = commands.length;
        const text = columns.text[row];
        const source = sources[text === 0 ? next++ : text - 1];
        const title = columns.title[row];
        const lower = title.toLowerCase();
        const effect = columns.effect[row] || "";
        commands.push({
          page, source, service, runbook, title, effect,
          url: `${address}#command-${columns.name[row] || slug(lower)}`,
          language: languages[columns.language[row]],
          phase: phases[columns.phase[row]],
          proof: proofs[columns.proof[row]],
          risk: risks[columns.risk[row]],
          same: columns.same[row],
          words: { title: lower, source: source.lower, rest: `${source.called}\n${where}\n${effect.toLowerCase()}` },
        });
      }
    }
    return commands;
  }

  /** A text with its values to fill in: its pieces, the names that are open in it, its calls, and both in lower case. */
  function sourceOf(text, calls, slots) {
    const pieces = typeof text === "string" ? [text] : text.map((piece) => (typeof piece === "number" ? slots[piece] : piece));
    const whole = pieces.length === 1 ? text : pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("");
    const open = pieces.length === 1 ? [] : [...new Set(pieces.filter(Array.isArray).map(([, attributes]) => attributes["data-name"]))];
    const called = calls.map((call) => call.join(" ")).join("\n").toLowerCase();
    return { pieces, open, calls, lower: whole.toLowerCase(), called };
  }

  /** As `model/slug.py` for titles in lower case and ASCII; for others, the data says the name. */
  const slug = (title) => title.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  Object.assign(rbs, { loadCommands });
})(globalThis.runbookSite ??= {});
