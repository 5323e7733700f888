/**
 * The service worker: keeps the whole site, and answers from this copy when the network does not.
 *
 * `release` stands in front of this script, put there by the build:
 *   version  a sum of all below and of this script: another one is another release;
 *   files    what the site holds: pairs of the address below the site's root and the sum of the content, "" where
 *            the build does not know it, as another program makes the pages;
 *   follow   whether what pages ask for belongs to the site as well.
 *
 * A file whose content has the sum that was built is proven: a new release takes it over and asks for it no more.
 * Everything else is open: it is renewed whenever the network gives it, and looked for again once a day.
 */
(() => {
  "use strict";

  const PATIENCE = 3000; // Milliseconds for the network; while it does not answer, those below.
  const SHORT = 500;
  const LATELY = 30_000;
  const PAUSES = [0, 1000, 4000]; // In front of each attempt at a file.
  const AT_ONCE = 6;
  const MOST = 20_000; // Files, where pages are followed.
  const TRIES = 3; // At a copy, in an hour.
  const HOUR = 3_600_000;
  const SUM = "x-runbook-site-sum";
  const ASKED = /<(?:link|script|img|a)\b[^<>]*?\b(?:href|src)="([^"<>]{1,2000})"|"search":\s*"([^"<>]{1,2000})"/g;
  const ASKED_BY_STYLES = /url\(\s*["']?([^"'()]{1,2000})/g;
  const OFTEN = ["", "404.html", "search.json", "search/search_index.json", "sitemap.xml"]; // Asked for by scripts.

  const { scope } = registration;
  const PREFIX = `runbook-site ${scope} `;
  const NAME = PREFIX + release.version;
  const NOTES = `${PREFIX}notes`;
  const sums = new Map(release.files.map(([path, sum]) => [new URL(path, scope).href, sum]));
  let silentUntil = 0;

  class Full extends Error {}

  const after = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
  const plain = (url) => url.replace(/[?#].*$/s, "").replace(/\/index\.html$/, "/");
  const belongs = (url) => sums.has(url) || (release.follow && url.startsWith(scope));

  async function note(name) {
    return (await (await caches.open(NOTES)).match(new URL(name, scope).href))?.json();
  }

  async function setNote(name, value) {
    await (await caches.open(NOTES)).put(new URL(name, scope).href, new Response(JSON.stringify(value)));
  }

  async function tell(what) {
    for (const client of await clients.matchAll({ includeUncontrolled: true, type: "window" })) client.postMessage({ runbookSite: what });
  }

  /* Making the copy. */

  async function store(cache, url, content, headers) {
    try {
      await cache.put(url, new Response(content, { headers }));
    } catch (error) {
      throw error.name === "QuotaExceededError" ? new Full() : error;
    }
  }

  async function sumOf(content) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Put an answer of the network into the copy; its content comes back. */
  async function keep(cache, url, response) {
    const content = await response.arrayBuffer();
    const sum = await sumOf(content);
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length"]) headers.delete(name); // It is unpacked now.
    if (!headers.has("date")) headers.set("date", new Date().toUTCString());
    if (sum === sums.get(url)) headers.set(SUM, sum);
    await store(cache, url, content, headers);
    return { content, proven: headers.has(SUM), type: headers.get("content-type") };
  }

  /** Whether a file is there as it was built, in this copy or in a former one, from which it is taken over. */
  async function isThere(cache, formers, url) {
    const sum = sums.get(url);
    if (!sum) return false;
    if ((await cache.match(url))?.headers.get(SUM) === sum) return true;
    for (const former of formers) {
      const found = await former.match(url);
      if (found?.headers.get(SUM) !== sum) continue;
      const headers = new Headers(found.headers);
      headers.set("date", new Date().toUTCString());
      await store(cache, url, await found.arrayBuffer(), headers);
      return true;
    }
    return false;
  }

  /** A file of the network, into the copy; again if it is not what was built, as the site may be on its way to the server. */
  async function get(cache, url) {
    let kept = null;
    for (const pause of PAUSES) {
      await after(pause);
      const response = await fetch(url, { cache: "no-cache", credentials: "same-origin" }).catch(() => null);
      if (response?.ok) {
        kept = await keep(cache, url, response);
        if (kept.proven || !sums.get(url)) return kept;
      } else if (response && response.status < 500 && release.follow) {
        return null; // Nobody has said that it is there.
      } else if (response && response.status < 500) {
        kept ??= {};
      }
    }
    if (!kept) throw new Error(`${url} did not come`);
    return kept;
  }

  function askedBy({ content, type }, url) {
    const html = type?.includes("text/html");
    if (!content || !(html || type?.includes("text/css"))) return [];
    const text = new TextDecoder().decode(content);
    return Array.from(text.matchAll(html ? ASKED : ASKED_BY_STYLES), (match) => {
      try {
        return plain(new URL((match[1] ?? match[2]).replaceAll("&amp;", "&"), url).href);
      } catch {
        return "";
      }
    }).filter(belongs);
  }

  /** Get all of some files, and what they ask for where pages are followed. */
  async function fill(cache, urls, formers) {
    const queue = [...urls];
    const seen = new Set(queue);
    async function work() {
      for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
        if (await isThere(cache, formers, url)) continue;
        const kept = await get(cache, url);
        if (!kept || !release.follow) continue;
        for (const other of askedBy(kept, url)) {
          if (seen.has(other) || seen.size >= MOST) continue;
          seen.add(other);
          queue.push(other);
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  const everything = () => new Set([...sums.keys(), ...(release.follow ? OFTEN.map((path) => new URL(path, scope).href) : [])]);
  const copies = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NOTES);

  async function makeCopy() {
    const { version, tries, at } = (await note("tries")) ?? {};
    const tried = version === release.version && Date.now() - at < HOUR ? tries : 0;
    if (tried >= TRIES) throw new Error("this copy is tried again in an hour");
    await setNote("tries", { version: release.version, tries: tried + 1, at: Date.now() });
    const formers = await Promise.all((await copies()).filter((name) => name !== NAME).map((name) => caches.open(name)));
    try {
      await fill(await caches.open(NAME), everything(), formers);
    } catch (error) {
      if (!(error instanceof Full)) throw error; // What has come is there for the next attempt.
      await caches.delete(NAME);
      await tell("full");
      throw error;
    }
    await setNote("tries", {});
    await setNote("renewed", Date.now());
  }

  /** Look again for what is open, once a day. */
  async function renew() {
    const at = (await note("renewed")) ?? 0;
    if (Date.now() - at < 24 * HOUR) return;
    await setNote("renewed", Date.now());
    const cache = await caches.open(NAME);
    await fill(cache, everything(), []).catch(() => null); // What is there stays.
  }

  /* Answering. */

  async function find(url) {
    const cache = await caches.open(NAME);
    const found = await cache.match(url);
    if (found || url.endsWith("/")) return found;
    return (await cache.match(`${url}/`)) ? Response.redirect(`${url}/`) : cache.match(`${url}.html`);
  }

  /** A page of the copy says that it is one, and how old. */
  async function marked(copied, status = 200) {
    if (!copied.headers.get("content-type")?.includes("text/html")) return copied;
    const date = new Date(copied.headers.get("date")).toISOString();
    const html = await copied.text();
    const [start] = /<article\b[^>]*>/.exec(html) ?? /<main\b[^>]*>/.exec(html) ?? /<body\b[^>]*>/.exec(html) ?? [""];
    const text = start ? html.replace(start, () => `${start}<rbs-copy data-date="${date}"></rbs-copy>`) : html;
    return new Response(text, { status, headers: copied.headers });
  }

  async function fromCopy(request) {
    const found = await find(plain(request.url));
    if (found) return found.status === 200 ? marked(found) : found;
    if (request.mode !== "navigate") return null;
    const lost = await find(new URL("404.html", scope).href);
    return lost ? marked(lost, 404) : null;
  }

  /** What is open takes every answer of the network. */
  async function learn(url, response) {
    if (!response.ok || response.redirected || response.type !== "basic" || !belongs(url)) return;
    const cache = await caches.open(NAME);
    if ((await cache.match(url))?.headers.has(SUM)) return;
    await keep(cache, url, response);
  }

  async function answer(event) {
    const { request } = event;
    // What the browser has kept itself does not say whether the network is there: pages and data are asked for.
    const fresh = request.mode === "navigate" || !request.destination ? fetch(request, { cache: "no-cache" }) : fetch(request);
    const response = await Promise.race([fresh.catch(() => null), after(Date.now() < silentUntil ? SHORT : PATIENCE)]);
    if (response && response.status < 500) {
      silentUntil = 0;
      if (response.ok) event.waitUntil(learn(plain(request.url), response.clone()).catch(() => null));
      if (request.mode === "navigate") event.waitUntil(renew().catch(() => null));
      return response;
    }
    silentUntil = Date.now() + LATELY;
    return (await fromCopy(request)) ?? fresh;
  }

  addEventListener("install", (event) => {
    skipWaiting();
    event.waitUntil(makeCopy());
  });

  addEventListener("activate", (event) => {
    event.waitUntil((async () => {
      for (const name of await copies()) if (name !== NAME) await caches.delete(name);
      await clients.claim();
    })());
  });

  addEventListener("fetch", (event) => {
    const { method, url, headers } = event.request;
    if (method === "GET" && url.startsWith(scope) && !headers.has("range")) event.respondWith(answer(event));
  });
})();
