/** Takes the place of a service worker that kept a copy of this site, removes the copy, and goes. */
(() => {
  "use strict";

  addEventListener("install", () => { skipWaiting(); });
  addEventListener("activate", (event) => {
    event.waitUntil((async () => {
      const own = (await caches.keys()).filter((name) => name.startsWith(`runbook-site ${registration.scope} `));
      await Promise.all(own.map((name) => caches.delete(name)));
      await registration.unregister();
    })());
  });
})();
