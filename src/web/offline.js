// Keeps the site on the device for when there is no network, and offers a newer version when one has come. boot.js brings
// this in after the start, so that it costs the first screen nothing. All words live in index.html.

/** So long, in milliseconds, nothing has been fetched before a first copy is begun: what the person wants comes first. */
const QUIET = 2000;

const workers = navigator.serviceWorker;
/** Whether the page came out of a copy. If not, the first copy is of the same version, and nothing is offered. */
const fromCopy = workers.controller !== null;
const notice = document.querySelector('#update > .notice');
const rescue = document.getElementById('rescue');

/** Resolves when what is fetched after the start has come. */
function quiet() {
  return new Promise((done) => {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(done, QUIET);
    };
    new PerformanceObserver(wait).observe({ type: 'resource', buffered: true });
    wait();
  });
}

function show() {
  document.removeEventListener('focusin', atNextScreen);
  notice.hidden = false;
}

/** Each screen begins at its heading. Until then somebody may be reading or writing, and nothing moves. */
function atNextScreen({ target }) {
  if (target.matches('h1, #rescue *')) show();
}

function offerLater() {
  if (rescue.hidden) document.addEventListener('focusin', atNextScreen);
  else show();
}

if (!fromCopy) await quiet();
const registration = await workers.register(new URL(document.querySelector('meta[name=service-worker]').content, document.baseURI));

/** Watches a version that is being fetched. */
function follow(coming) {
  coming?.addEventListener('statechange', () => {
    if (coming.state === 'installed' && registration.active) offerLater();
  });
}
if (registration.waiting) show();
follow(registration.installing);
registration.addEventListener('updatefound', () => follow(registration.installing));

let chosen = false;
workers.addEventListener('controllerchange', () => {
  if (chosen) location.reload();
  else if (fromCopy) offerLater(); // chosen in another window; this one goes on with what it has
});

notice.addEventListener('click', ({ target }) => {
  const wish = target.closest('[data-update]')?.dataset.update;
  if (wish === 'now') {
    chosen = true;
    if (registration.waiting) registration.waiting.postMessage('take-over');
    else location.reload();
  }
  if (wish === 'not-now') {
    notice.hidden = true;
    document.querySelector(rescue.hidden ? 'main h1' : '#rescue section:not([hidden])')?.focus();
  }
});
