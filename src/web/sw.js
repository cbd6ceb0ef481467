// Keeps one whole version of the site on the device, so that everything works without a network. A newer version is
// fetched beside it and waits until the person asks for it or every window is closed. The build writes the two constants
// (xtask/src/precache.rs).
const VERSION = '';
/** Every file by its address below the site's own, with its SHA-256. The page itself has the empty address. */
const FILES = {};

const scope = new URL(registration.scope);
/** Other sites on the same host have stores of their own, also the same app in another folder. */
const PREFIX = `kickstart ${scope.pathname} `;
const STORE = PREFIX + VERSION;

/** All files or none: one that is missing or not the one of this version fails the whole, and what was there goes on. */
async function arrive() {
  const store = await caches.open(STORE);
  // One at a time: the person may be waiting for something else.
  for (const [name, digest] of Object.entries(FILES)) {
    const address = new URL(name, scope);
    if (await store.match(address)) continue; // from a try that was cut off
    const response = await fetch(address, { cache: 'no-cache', integrity: `sha256-${digest}`, priority: 'low' });
    if (!response.ok) throw new Error(`${response.status} ${name}`);
    await store.put(address, response);
  }
}

/** A kept file, of this version or else of an earlier one that a window still shows; else what the host says. */
async function answer(request, name) {
  const address = new URL(name, scope);
  const kept = (cacheName) => caches.match(address, { cacheName, ignoreVary: true });
  const own = await kept(STORE);
  if (own) return own;
  for (const store of await others()) {
    const earlier = await kept(store);
    if (earlier) return earlier;
  }
  return fetch(request);
}

const others = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STORE);

/** Takes away other versions, unless a window may still show an older one or a newer one is coming. */
async function tidy() {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length > 0 || registration.installing || registration.waiting) return;
  await Promise.all((await others()).map((name) => caches.delete(name)));
}

addEventListener('install', (event) => event.waitUntil(arrive()));

// A first visit is kept from then on, without being loaded anew.
addEventListener('activate', (event) => event.waitUntil(clients.claim().then(tidy)));

addEventListener('message', ({ data }) => {
  if (data === 'take-over') skipWaiting();
});

addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  const name = pathname.slice(scope.pathname.length);
  // Every address that is no file is a screen of the app.
  const screen = mode === 'navigate' && (name === 'index.html' || !/\.[^/]*$/.test(name));
  if (mode === 'navigate') event.waitUntil(tidy());
  event.respondWith(answer(event.request, screen ? '' : name));
});
