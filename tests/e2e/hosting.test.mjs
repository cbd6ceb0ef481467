// The examples in docs/hosting, on the real servers: what they answer is what `_headers` says, files come compressed,
// screens come back after a reload, missing files stay missing, and the app runs there without a breach of its policy.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertClean, launch } from './support/browser.mjs';
import { BUILD, JOURNEY } from './support/firms.mjs';
import { headersFor, parseHeaders } from './support/server.mjs';
import { App } from './support/steps.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const BASE = '/kartlaggning/';
/** Where the examples say that the files lie. */
const PLACE = '/var/www';
/** Modules of Debian's nginx; others build them in or have none. */
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';
/** A server refuses to start as root what must not be root; tests in containers often are root. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const SERVERS = [
  {
    name: 'nginx',
    example: 'nginx.conf',
    works: ['nginx', ['-v']],
    packages: ['nginx-light', 'libnginx-mod-http-brotli-static'],
    set: (text, folder, port) => replaced(text, [['    listen 80;', `    listen 127.0.0.1:${port};`], [`    root ${PLACE};`, `    root ${folder}/www;`], ...(existsSync(BROTLI) ? [['    #brotli_static on;', '    brotli_static on;']] : [])]),
    encodings: () => (existsSync(BROTLI) ? ['br', 'gzip'] : ['gzip']),
    start: (folder, site) => {
      const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((what) => `${what}_temp_path ${folder}/run/${what};`).join(' ');
      const load = existsSync(BROTLI) ? `load_module ${BROTLI};` : '';
      const main = `${load} daemon off; pid ${folder}/run/nginx.pid; worker_processes 1; events {}
        http { include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; ${places} include ${site}; }`;
      writeFileSync(join(folder, 'main.conf'), main);
      return ['nginx', ['-e', 'stderr', '-c', join(folder, 'main.conf')]];
    },
  },
  {
    name: 'Caddy',
    example: 'Caddyfile',
    works: ['caddy', ['version']],
    packages: ['caddy'],
    // Over plain HTTP, and without the door through which Caddy takes orders while it runs.
    set: (text, folder, port) => `{\n\tadmin off\n}\n${replaced(text, [['example.org {', `http://127.0.0.1:${port} {`], [`\troot * ${PLACE}`, `\troot * ${folder}/www`]])}`,
    encodings: () => ['br', 'gzip'],
    start: (folder, site) => ['caddy', ['run', '--adapter', 'caddyfile', '--config', site]],
  },
];

/** The example at the root of a host, changed as its own words say. */
function atRoot(text) {
  const lines = text.split('\n').filter((line) => !/^\s*(location = \/kartlaggning |redir \/kartlaggning )/.test(line));
  assert.equal(lines.length, text.split('\n').length - 1);
  return lines.join('\n').replaceAll(BASE, '/');
}

function replaced(text, pairs) {
  return pairs.reduce((text, [from, to]) => {
    assert.equal(text.split(from).length, 2, `the example has “${from.trim()}” once`);
    return text.replace(from, to);
  }, text);
}

function found([program, args], packages) {
  const works = () => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  if (!works()) spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return works();
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** One answer with its headers, nothing unpacked and nothing followed. */
function ask(url, headers = {}) {
  return new Promise((done, fail) => {
    get(url, { headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', fail);
  });
}

async function up(url, child) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break;
    if (await ask(url).then(() => true, () => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`the server did not start: ${child.said}`);
}

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const server of SERVERS) {
  const there = found(server.works, server.packages);
  const skip = there || process.env.CI === 'true' ? false : `${server.name} is not there and could not be installed; install it and run again`;
  for (const [where, base, dist] of [['in a sub-folder', BASE, join(ROOT, 'target/dist-base')], ['at the root', '/', BUILD]]) {
    describe(`${server.name} with the example, ${where}`, { skip }, () => {
      let folder, child, origin, rules, files;

      before(async () => {
        assert.ok(there, `${server.name} is not there and could not be installed`);
        assert.ok(existsSync(join(dist, 'index.html')), `${dist} is not there: run \`cargo xtask dist --base ${base} --out …\``);
        folder = mkdtempSync(join(tmpdir(), 'kickstart-hosting-'));
        cpSync(dist, join(folder, 'www', base), { recursive: true });
        mkdirSync(join(folder, 'run'));
        chmodSync(folder, 0o755);
        if (NOBODY.uid) chownSync(join(folder, 'run'), NOBODY.uid, NOBODY.gid);
        const example = readFileSync(join(ROOT, 'docs/hosting', server.example), 'utf8');
        const port = await freePort();
        const site = join(folder, server.example);
        writeFileSync(site, server.set(base === '/' ? atRoot(example) : example, folder, port));
        const [program, args] = server.start(folder, site);
        const env = { ...process.env, HOME: join(folder, 'run'), XDG_CONFIG_HOME: join(folder, 'run'), XDG_DATA_HOME: join(folder, 'run') };
        child = spawn(program, args, { ...NOBODY, env, stdio: ['ignore', 'pipe', 'pipe'] });
        child.said = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (child.said += text));
        child.on('error', (error) => (child.said += error));
        origin = `http://127.0.0.1:${port}`;
        await up(origin + base, child);
        rules = parseHeaders(readFileSync(join(dist, '_headers'), 'utf8'));
        files = readdirSync(dist, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.(br|gz|zip)$|^_/.test(entry.name))
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1));
      });
      after(async () => {
        if (child?.exitCode === null) {
          const ended = new Promise((done) => child.once('exit', done));
          child.kill('SIGTERM');
          await ended;
        }
        if (folder) rmSync(folder, { recursive: true });
      });

      test('every file comes with the headers of _headers', async () => {
        assert.ok(files.length > 100);
        for (const file of ['', ...files]) {
          const path = base + file;
          const { status, headers } = await ask(origin + path);
          assert.equal(status, 200, path);
          // What no rule covers may be kept as little as what changes.
          const expected = { 'Cache-Control': 'no-cache', ...headersFor(rules, path) };
          for (const [name, value] of Object.entries(expected)) assert.equal(headers[name.toLowerCase()], value, `${name} of ${path}`);
        }
      });

      test('files have the types that browsers insist on', async () => {
        const types = { '.html': /^text\/html; charset=utf-8$/i, '.js': /^(text|application)\/javascript/, '.css': /^text\/css/, '.json': /^application\/json/, '.wasm': /^application\/wasm$/, '.svg': /^image\/svg\+xml/, '.woff2': /^font\/woff2$/, '.webmanifest': /^application\/manifest\+json/, '.txt': /^text\/plain; charset=utf-8$/i };
        const seen = new Set();
        for (const file of files.filter((file) => extname(file) in types)) {
          seen.add(extname(file));
          assert.match((await ask(origin + base + file)).headers['content-type'], types[extname(file)], file);
        }
        assert.ok(seen.size >= 7, [...seen].join(' '));
      });

      test('the compressed copies of the build are what is sent', async () => {
        const [wasm] = files.filter((file) => /^app-.*\.wasm$/.test(file));
        for (const file of [wasm, 'index.html', 'questions/index.json']) {
          const whole = readFileSync(join(dist, file));
          const plain = await ask(origin + base + file);
          assert.equal(plain.headers['content-encoding'], undefined, file);
          assert.ok(plain.body.equals(whole), file);
          for (const encoding of server.encodings()) {
            const copy = readFileSync(join(dist, file + { br: '.br', gzip: '.gz' }[encoding]));
            const { headers, body } = await ask(origin + base + file, { 'Accept-Encoding': encoding });
            assert.equal(headers['content-encoding'], encoding, file);
            assert.match(headers.vary ?? '', /accept-encoding/i, file);
            assert.ok(body.equals(copy), `${encoding} of ${file}`);
          }
          const both = await ask(origin + base + file, { 'Accept-Encoding': 'gzip, deflate, br' });
          assert.equal(both.headers['content-encoding'], server.encodings()[0], file);
        }
      });

      test('what has not changed is not sent again', async () => {
        const { headers } = await ask(`${origin}${base}questions/index.json`);
        const again = await ask(`${origin}${base}questions/index.json`, { 'If-None-Match': headers.etag });
        assert.equal(again.status, 304);
        assert.equal(again.headers['cache-control'], 'no-cache');
        assert.equal(again.body.length, 0);
      });

      test('a screen’s address gives the app, and a missing file is missing and not remembered', async () => {
        const page = readFileSync(join(dist, 'index.html'));
        for (const path of ['', 'resultat', 'fragor/foretaget/sector', 'questions', 'finns-inte']) {
          const { status, headers, body } = await ask(origin + base + path);
          assert.equal(status, 200, path);
          assert.ok(body.equals(page), path);
          assert.equal(headers['cache-control'], 'no-cache', path);
        }
        for (const path of ['app-0123456789abcdef.js', 'questions/none.json', 'fonts/none.woff2']) {
          const { status, headers } = await ask(origin + base + path);
          assert.equal(status, 404, path);
          assert.doesNotMatch(headers['cache-control'] ?? '', /max-age|immutable/, path);
          assert.equal(headers['x-content-type-options'], 'nosniff', path);
        }
        if (base !== '/') {
          const { status, headers } = await ask(origin + base.slice(0, -1));
          assert.equal(status, 301);
          assert.equal(new URL(headers.location, origin).href, origin + base);
        }
      });

      test('the app runs there', async (t) => {
        const page = await browser.newPage({ baseURL: origin });
        t.after(() => page.context().close());
        const app = new App(page, { base: base.slice(0, -1) });
        await app.open('/');
        await app.loaded();
        await page.locator('main .btn').click();
        await app.at('/fragor/foretaget/sector');
        await app.answer('profile.sector', JOURNEY['profile.sector']);
        await app.next();
        await page.reload();
        await app.ready();
        await app.back();
        assert.deepEqual(await app.ticked('profile.sector'), [JOURNEY['profile.sector'].choice]);
        await app.open('/exempel');
        await page.locator('.tag').waitFor();
        assertClean(page);
      });
    });
  }
}
