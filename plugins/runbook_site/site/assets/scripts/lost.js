/** Addresses that no file answers lead on: those of alerts in any spelling, and former ones of runbooks. */
((rbs) => {
  "use strict";
  if (rbs.leadOn) return;

  const ALERT = /^(?:runbooks\/)?alerts\/([^/]+?)(?:\/(?:index\.html)?|\.html)?$/;
  const plain = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

  /** Where a path below the site's root leads, by the data of the switcher; `null` where nobody knows. */
  function leadOn(path, { alerts, aliases }) {
    const lower = path.toLowerCase();
    const alias = aliases.find(([former]) => former.toLowerCase() === lower || former.toLowerCase() === `${lower}/`);
    if (alias) return alias[1];
    const name = ALERT.exec(lower)?.[1];
    const alert = name && (alerts.find((each) => each[0].toLowerCase() === name) ?? alerts.find((each) => each[4] === plain(name) || plain(each[0]) === plain(name)));
    if (!alert) return null;
    return lower.startsWith("runbooks/") ? alert[1] : alert[2];
  }

  async function lead() {
    const here = location.href.split(/[?#]/)[0];
    if (!here.startsWith(rbs.root)) return;
    let path;
    try {
      path = decodeURIComponent(here.slice(rbs.root.length));
      await rbs.load("find-data.js");
    } catch {
      return; // The page says that there is nothing here, which is so.
    }
    const target = leadOn(path, globalThis.runbookFind);
    if (target !== null) location.replace(rbs.root + target + location.hash);
    else if (ALERT.test(path.toLowerCase())) tell(globalThis.runbookFind.list);
  }

  function tell(list) {
    const text = "No alert has this name: it may have been renamed. ";
    const note = rbs.make("p", { class: "rbs-broken", role: "status" }, text, rbs.make("a", { href: rbs.root + list }, "All alerts"), ", or ", rbs.make("button", { type: "button", class: "rbs-button", "data-rbs-find": "" }, "find"), " it by a part of its name.");
    document.querySelector("h1")?.after(note);
  }

  Object.assign(rbs, { leadOn });
  // What mends the theme's part of a page is done for pages of ours, and so for this one.
  (document.querySelector("article") ?? document.body).append(rbs.make("rbs-page"));
  lead();
})(globalThis.runbookSite ??= {});
