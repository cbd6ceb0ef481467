// Keeps the site on the device for when there is no network, and offers a newer version when one has come. boot.js brings
// this in after the start, so that it costs the first screen nothing. All words live in index.html.

/** So long, in milliseconds, nothing has been fetched when what the start needs has come: that goes before any copy. */
const QUIET = 2000;

const workers = navigator.serviceWorker;
/** Whether there is a copy already. The first one is of the page's own version, and nothing is offered. */
let fromCopy = workers.controller !== null;
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

const settled = quiet();
if (!fromCopy) await settled;
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
  fromCopy = true;
});

notice.addEventListener('click', async ({ target }) => {
  const wish = target.closest('[data-update]')?.dataset.update;
  if (wish === 'now') {
    chosen = true;
    // A browser puts the change off, for minutes at worst, when it is asked for while the older version has work to do.
    await settled;
    if (registration.waiting) registration.waiting.postMessage('take-over');
    else location.reload();
  }
  if (wish === 'not-now') {
    notice.hidden = true;
    document.querySelector(rescue.hidden ? 'main h1' : '#rescue section:not([hidden])')?.focus();
  }
});
