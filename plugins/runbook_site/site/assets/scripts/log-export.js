/** The incident log as Markdown, for people, and as JSON, for programs. */
((rbs) => {
  "use strict";
  if (rbs.logMarkdown) return;

  /** Text that Markdown shows as it is, on one line. */
  const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]{}<>&|~$^=#]/g, "\\$&");

  /** A fence that is longer than any run of backticks in the text. */
  function fenced(text) {
    const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
    const fence = "`".repeat(longest + 1);
    return [fence, ...text.split(/\r\n?|\n/), fence];
  }

  const dayAndTime = (at) => `${at.slice(0, 10)} ${at.slice(11, 19)} ${at.slice(23)}`;

  function timeline(entries, wordsOf, copied) {
    return entries.map((entry) => {
      const { kind, what, step } = wordsOf(entry);
      const line = `- **${dayAndTime(entry.at)}** ${kind}: ${plain(what)}${step ? ` *(${plain(step)})*` : ""}`;
      const text = copied(entry);
      return [line, ...(text ? ["", ...fenced(text).map((each) => each && `  ${each}`), ""] : [])].join("\n");
    }).join("\n");
  }

  /** The log as Markdown: in the template of the service, where it has one. */
  function logMarkdown(about, entries, wordsOf, copied) {
    const [first, last] = [entries[0].at, entries.at(-1).at];
    const facts = {
      service: plain(about.service),
      runbook: `[${plain(about.title)}](<${about.address.replace(/[<>\\]/g, encodeURIComponent)}>)`,
      began: dayAndTime(first),
      ended: dayAndTime(last),
      duration: rbs.duration((Date.parse(last) - Date.parse(first)) / 1000),
      timeline: timeline(entries, wordsOf, copied),
    };
    return `${filled(about.template ?? PLAIN, about.service, facts).trimEnd()}\n`;
  }

  const PLAIN = [
    "# Incident log", "", "- Service: $service", "- Runbook: $runbook", "- First entry: $began", "- Last entry: $ended",
    "- Duration: $duration", "", "## Timeline", "", "$timeline",
  ].join("\n");

  /** The template with what the log knows, and with the values of the page; what nobody knows stays a name. */
  function filled(template, service, facts) {
    const values = rbs.values.of(service);
    return template.replace(/\$(?:(\w+)|\{(\w+)\})/g, (written, one, other) => {
      const name = one ?? other;
      if (Object.hasOwn(facts, name)) return facts[name];
      return values.has(name) ? plain(values.get(name).value).replace(/^(\d*)([-+.)])/, "$1\\$2") : written;
    });
  }

  /** The log as JSON; `model/incident_log.py` says what its fields are, and makes its schema. */
  function logJson({ service, runbook, title, address }, entries) {
    const shown = entries.map(({ at, kind, step, title: what, text, risk }) => ({ at, kind, step: step ?? null, title: what ?? null, text: text ?? null, risk: risk ?? null }));
    const log = { format: "runbook-site/incident-log", version: 1, service, runbook, title, address, exported: rbs.log.iso(Date.now()), entries: shown };
    return `${JSON.stringify(log, null, 2)}\n`;
  }

  Object.assign(rbs, { logMarkdown, logJson });
})(globalThis.runbookSite ??= {});
