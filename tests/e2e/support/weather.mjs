// Bad weather, brought about before the page's own scripts run.

/** The browser refuses storage altogether, as with all cookies blocked. */
export function denyStorage() {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('The request was denied.', 'SecurityError');
    },
  });
}

/** There is no room: at once, or from when `window.storageIsFull` is set. */
export function fillStorage(late) {
  window.storageIsFull = !late;
  const put = Storage.prototype.setItem;
  Storage.prototype.setItem = function setItem(...pair) {
    if (window.storageIsFull) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    return put.apply(this, pair);
  };
}

/** The device's clock goes `ahead` by so many milliseconds, or is behind; `window.ahead` sets it anew. */
export function turnClock(ahead) {
  window.ahead = ahead;
  const Now = Date;
  globalThis.Date = class extends Now {
    constructor(...given) {
      super(...(given.length ? given : [Now.now() + window.ahead]));
    }

    static now() {
      return Now.now() + window.ahead;
    }
  };
}

/** The page comes with one part of its policy changed, as where somebody has turned something off. */
export async function changePolicy(page, from, to) {
  await page.route((url) => !/\.[^/]*$/.test(url.pathname), async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers['content-security-policy'];
    if (!policy.includes(from)) throw new Error(`the policy has no ${from}`);
    return route.fulfill({ response, headers: { ...headers, 'content-security-policy': policy.replace(from, to) } });
  });
}

/** Every file fails at the first try, apart from the page and what it cannot be shown without; lists what failed. */
export async function dropFirst(page) {
  const dropped = new Set();
  await page.route(/\.(js|json|md|wasm)$/, (route) => {
    const { pathname } = new URL(route.request().url());
    if (/\/(boot|offline)\.js$/.test(pathname) || dropped.has(pathname)) return route.continue();
    dropped.add(pathname);
    return route.abort('connectionreset');
  });
  return dropped;
}
