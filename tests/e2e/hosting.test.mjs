// The examples in docs/hosting, on the real servers: what they answer is what `_headers` says, files come compressed,
// screens come back after a reload, missing files stay missing, and the app runs there without a breach of its policy.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertClean, launch } from './support/browser.mjs';
import { BUILD, JOURNEY } from './support/firms.mjs';
import { BASE, IN_FOLDER, SERVERS, ask, found, raise } from './support/hosts.mjs';
import { headersFor, parseHeaders } from './support/server.mjs';
import { App } from './support/steps.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const server of SERVERS) {
  const there = found(server);
  const skip = there || process.env.CI === 'true' ? false : `${server.name} is not there and could not be installed; install it and run again`;
  for (const [where, base, dist] of [['in a sub-folder', BASE, IN_FOLDER], ['at the root', '/', BUILD]]) {
    describe(`${server.name} with the example, ${where}`, { skip }, () => {
      let host, origin, rules, files;

      before(async () => {
        host = await raise(server, { base, dist });
        ({ origin } = host);
        rules = parseHeaders(readFileSync(join(dist, '_headers'), 'utf8'));
        files = readdirSync(dist, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.(br|gz|zip)$|^_/.test(entry.name))
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1));
      });
      after(() => host?.stop());

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
