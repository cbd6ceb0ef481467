// Starts the app, and stays on watch for the two cases where the app itself can no longer speak:
// it never started, or it panicked. Trunk puts the file names on this script's own tag (see Trunk.toml).
// All words live in index.html; this file only shows and hides them.

const DRAFT_KEY = 'kickstart.draft';
const DRAFT_FILE = 'kickstart-utkast.json';

/** Shows one of the two rescue sections in place of the app. */
function showInsteadOfApp(id) {
  const section = document.getElementById(id);
  document.getElementById('app').hidden = true;
  document.getElementById('rescue').hidden = false;
  section.hidden = false;
  section.focus();
}

// A panic traps, which the browser reports as any error that nobody caught. Where panics have words, as in a program built
// to be worked on, the panic hook sends an event of its own just before.
let panicked = false;
function panic() {
  if (!panicked) showInsteadOfApp('panic');
  panicked = true;
}
const trapped = (error) => error instanceof WebAssembly.RuntimeError && panic();
addEventListener('kickstart:panic', panic);
addEventListener('error', ({ error }) => trapped(error));
addEventListener('unhandledrejection', ({ reason }) => trapped(reason));

/** Hands over the stored draft as a file, untouched: whatever is in it, it is the person's own. */
function saveDraft(section) {
  let draft = null;
  let note = 'empty';
  try {
    draft = localStorage.getItem(DRAFT_KEY);
  } catch {
    note = 'denied'; // reading storage throws where cookies are blocked
  }
  for (const p of section.querySelectorAll('[data-rescue-note]')) {
    p.hidden = draft !== null || p.dataset.rescueNote !== note;
  }
  if (draft === null) return;

  const url = URL.createObjectURL(new Blob([draft], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = DRAFT_FILE;
  document.body.append(link); // some browsers ignore a click on a link outside the page
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the download may start late
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-rescue]') : null;
  if (!button) return;
  if (button.dataset.rescue === 'save') saveDraft(button.closest('section') ?? document.body);
  if (button.dataset.rescue === 'reload') location.reload();
});

/** Whether the browser lets no program of this kind run: the shortest one there is does not even compile. */
function programsAreBlocked() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return false;
  } catch {
    return true;
  }
}

// A press on the button of the first words is kept as the address, where the program then begins.
const begin = document.querySelector('[data-begin]');
begin?.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (begin.hasAttribute('aria-busy')) return; // it is on its way, and Back should lead here at once
  history.pushState(null, '', begin.href);
  begin.setAttribute('aria-busy', 'true');
  begin.setAttribute('aria-disabled', 'true');
});

// A module has no document.currentScript, so the tag is found by its attribute.
const { js, wasm } = document.querySelector('script[data-wasm]').dataset;
const start = async () => {
  const { default: init } = await import(new URL(js, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
};
/** So long, in milliseconds, the host is left alone before it is asked once more: a network that drops one request often lets the next through. */
const PAUSE = 1000;
try {
  await start().catch(async (error) => {
    if (panicked || !(error instanceof TypeError)) throw error; // what fails otherwise has been fetched
    await new Promise((done) => setTimeout(done, PAUSE));
    await start();
  });
} catch (error) {
  console.error('The app did not start:', error);
  if (!panicked) {
    document.getElementById('boot-blocked').hidden = !programsAreBlocked();
    showInsteadOfApp('boot-failed');
  }
}

// After the program, and also where it did not start: a newer version may mend that. Only release builds have a service worker.
if ('serviceWorker' in navigator && document.querySelector('meta[name=service-worker]')) {
  // Without it the page works as before, with a network.
  import(new URL('offline.js', document.baseURI)).catch((error) => console.info('No copy is kept:', error));
}
