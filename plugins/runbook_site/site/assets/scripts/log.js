/** The incident log of a runbook: what was done, and when. It stays in this browser until somebody clears it. */
((rbs) => {
  "use strict";
  if (rbs.log) return;

  const KINDS = new Set(["ticked", "unticked", "started", "over", "copied", "message", "decided", "noted"]);
  const TEXTS = ["id", "key", "box", "to", "step", "title", "text", "risk"];
  const MOST = 1_000; // Entries of a log; the latest stay.
  const LONGEST = 4_000; // Characters of a text.
  const DAY = 86_400_000;
  const nothing = () => ({ cleared: "", entries: [] });
  let key = null;
  let log = nothing();
  let warned = false;

  /** A point in time as ISO 8601 has it: local, with its distance from UTC. */
  function iso(time) {
    const east = -new Date(time).getTimezoneOffset();
    const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
    return `${new Date(time + east * 60_000).toISOString().slice(0, -1)}${east < 0 ? "-" : "+"}${two(east / 60)}:${two(east % 60)}`;
  }

  /** Milliseconds of a time that can be one; 0 for anything else, the future among it. */
  function timeOf(at) {
    const time = typeof at === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/.test(at) ? Date.parse(at) : 0;
    return time < Date.now() + DAY ? time : 0;
  }

  const parted = (number) => `${Math.floor(number / 60)}:${String(Math.floor(number % 60)).padStart(2, "0")}`;

  /** Seconds in words, short enough for a phone: `12 min`, `2:05 h`. */
  const duration = (seconds) => (seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${parted(seconds / 60)} h`);

  /** An entry as it is kept; nothing for what is none. */
  function entryOf(data) {
    if (!KINDS.has(data?.kind) || !timeOf(data.at) || typeof data.id !== "string" || !data.id) return [];
    const texts = TEXTS.filter((name) => typeof data[name] === "string" && data[name]);
    return [{ kind: data.kind, at: data.at, ...Object.fromEntries(texts.map((name) => [name, short(data[name])])) }];
  }

  const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)` : text);

  /**
   * Two states of one log as one, whichever comes first: every entry of both that nobody has cleared. So two tabs
   * may write at once, and nothing is lost.
   */
  function merged(one, other) {
    const cleared = timeOf(one.cleared) > timeOf(other.cleared) ? one.cleared : other.cleared;
    const all = new Map([...one.entries, ...other.entries].map((entry) => [entry.id, entry]));
    const entries = [...all.values()].filter(({ at }) => timeOf(at) > timeOf(cleared));
    entries.sort((a, b) => timeOf(a.at) - timeOf(b.at) || (a.id < b.id ? -1 : 1));
    return { cleared, entries: entries.slice(-MOST) };
  }

  function warn(message) {
    if (!warned) rbs.announce(message);
    warned = true;
  }

  /** What the browser keeps; storage may be forbidden, or hold what others wrote. */
  function stored() {
    let text = null;
    try {
      text = localStorage.getItem(key);
    } catch { /* What is added is told to be lost. */ }
    if (text === null) return nothing();
    try {
      const { cleared, entries } = JSON.parse(text);
      return { cleared: timeOf(cleared) ? cleared : "", entries: entries.flatMap(entryOf) };
    } catch {
      warn("What this browser kept of the incident log cannot be read.");
      return nothing();
    }
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify({ version: 1, ...log }));
    } catch {
      warn("This browser does not keep the incident log: export it before the page is loaded again.");
    }
  }

  const tell = () => document.dispatchEvent(new CustomEvent("rbs:log"));

  /** Take in what other tabs wrote, and give them what they have not seen. */
  function join() {
    if (!key) return;
    const theirs = stored();
    log = merged(log, theirs);
    if (log.entries.length !== theirs.entries.length || log.cleared !== theirs.cleared) keep();
    tell();
  }

  /** Later than everything before it, also where two things happen at once. */
  const now = () => Math.max(Date.now(), timeOf(log.cleared) + 1, timeOf(log.entries.at(-1)?.at) + 1);

  const full = () => log.entries.length >= MOST;

  /** Note what happened: its kind, and what is known of it. */
  function add(kind, data) {
    if (!key) return;
    log = merged(log, stored());
    const at = now();
    if (full()) warn("The incident log is full: its oldest entries go. Export it, then clear it.");
    const id = `${at.toString(36)}-${Math.random().toString(36).slice(2)}`;
    log = merged(log, { cleared: "", entries: entryOf({ at: iso(at), id, ...data, kind }) });
    keep();
    tell();
  }

  /** End the incident: every entry is gone, in other tabs too. */
  function clear() {
    log = { cleared: iso(now()), entries: [] };
    keep();
    tell();
  }

  addEventListener("pageshow", join); // Pages that were put aside are told nothing meanwhile.

  addEventListener("storage", (event) => {
    if (!key || (event.key !== key && event.key !== null)) return;
    if (event.newValue === null) log = { cleared: iso(now()), entries: [] };
    join();
  });

  rbs.onPage(({ dataset: { service, runbook } }) => {
    key = service && runbook ? `rbs-log:${service}/${runbook}` : null;
    log = key ? merged(stored(), nothing()) : nothing();
  });

  Object.assign(rbs, { duration, parted, log: { add, clear, full, iso, timeOf, entries: () => log.entries } });
})(globalThis.runbookSite ??= {});
