/** What every other script builds on: elements, the line that tells what happened, files that few pages need. */
((rbs) => {
  "use strict";
  if (rbs.make) return;

  /** An element; text always becomes text, never markup. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  let live = null;

  /** Say something to everybody: a line at the foot of the window, which screen readers read out. */
  function announce(message) {
    if (!live?.isConnected) {
      live = make("div", { class: "rbs-live", role: "status", "aria-live": "polite" });
      document.body.append(live);
    }
    live.textContent = message;
    clearTimeout(announce.timer);
    announce.timer = setTimeout(() => { live.textContent = ""; }, 6000);
  }

  const folder = new URL(".", document.currentScript.src);
  const loading = new Map();

  /** Take in scripts and stylesheets of this folder, each once: what is promised is that all are there. */
  const load = (...names) => Promise.all(names.map((name) => {
    if (!loading.has(name)) loading.set(name, take(name));
    return loading.get(name);
  }));

  const take = (name) => new Promise((resolve, reject) => {
    const { href } = new URL(name, folder);
    const element = name.endsWith(".css") ? make("link", { rel: "stylesheet", href }) : make("script", { src: href });
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      loading.delete(name); // The network may be back when it is asked for again.
      reject(new Error(`${name} could not be loaded`));
    };
    document.body.append(element); // Themes that put a page in place of another clear its head.
  });

  Object.assign(rbs, { make, announce, load });
})(globalThis.runbookSite ??= {});
