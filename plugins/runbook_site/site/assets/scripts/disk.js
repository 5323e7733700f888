/** The theme's search from a disk: there browsers start no workers, so its script runs in a frame of its own. */
(() => {
  "use strict";
  if (location.protocol !== "file:" || globalThis.IFrameWorker) return;

  class FrameWorker extends EventTarget {
    #frame = document.createElement("iframe");
    #waiting = [];
    onmessage = null;
    onerror = null;

    constructor(url) {
      super();
      this.#frame.hidden = true;
      this.#frame.title = "Search";
      const start = () => this.#start(new URL(url, document.baseURI).href);
      if (document.body) start();
      else addEventListener("DOMContentLoaded", start, { once: true });
    }

    /** An empty frame has the page's origin: what the script sets in it can be reached from here. */
    #start(url) {
      document.body.append(this.#frame);
      const scope = this.#frame.contentWindow;
      const run = (source) => new Promise((done, failed) => {
        const script = scope.document.createElement("script");
        Object.assign(script, { src: source, onload: done, onerror: failed });
        scope.document.head.append(script);
      });
      scope.postMessage = (data) => this.#tell(new MessageEvent("message", { data }));
      scope.importScripts = async (...sources) => { for (const source of sources) await run(new URL(source, url).href); };
      run(url).then(() => {
        const waiting = this.#waiting;
        this.#waiting = null;
        for (const data of waiting) this.#hand(data);
      }, () => this.#tell(new Event("error")));
    }

    #hand(data) {
      const scope = this.#frame.contentWindow;
      scope?.dispatchEvent(new scope.MessageEvent("message", { data }));
    }

    #tell(event) {
      this[`on${event.type}`]?.(event);
      this.dispatchEvent(event);
    }

    postMessage(data) {
      if (this.#waiting) this.#waiting.push(data);
      else setTimeout(() => this.#hand(data));
    }

    terminate() {
      this.#frame.remove();
    }
  }

  // The script of Material's search asks for this name before it loads languages.
  Object.assign(globalThis, { IFrameWorker: FrameWorker, Worker: FrameWorker });
})();
