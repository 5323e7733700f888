/** What every other script builds on: elements, the line that tells what happened, scripts that few pages need. */
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

  /** Run a script of this folder, once: what is promised is that it has run. */
  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = make("script", { src: new URL(name, folder).href });
        script.onload = () => resolve();
        script.onerror = () => {
          loading.delete(name); // The network may be back when it is asked for again.
          reject(new Error(`${name} could not be loaded`));
        };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  Object.assign(rbs, { make, announce, load });
})(globalThis.runbookSite ??= {});
