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
