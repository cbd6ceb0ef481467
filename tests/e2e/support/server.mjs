// Serves a release build as a good static host would: the headers of its own `_headers` file, compressed copies where
// the browser takes them, and the app's page for addresses that are no file. Only on this machine, never for real hosting.
//
//   node tests/e2e/support/server.mjs [--dir dist] [--base /] [--port 8081]

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const HOST = '127.0.0.1';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The build to serve unless told otherwise. */
export const DIST = join(ROOT, 'dist');

/**
 * Starts the server. With port 0 the system chooses a free one. It ends with the program unless told to stay up.
 * @returns {Promise<{url: string, origin: string, port: number, requests: string[], cut: Set<string>, deploy: (dir: string) => void, close: () => Promise<void>}>}
 *   `url` ends with the base path; `requests` lists every path asked for, in order, with its status; what is asked for
 *   of `cut` breaks off in the middle; `deploy` serves another folder from now on.
 */
export async function startServer({ dir = DIST, base = '/', port = 0, stayUp = false } = {}) {
  let folder, rules;
  const deploy = (dir) => {
    folder = resolve(dir);
    rules = parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'));
  };
  deploy(dir);
  const requests = [];
  const cut = new Set();

  const server = createServer((request, response) => {
    const answer = respond({ folder, base, rules, request });
    requests.push(`${answer.status} ${request.method} ${request.url}`);
    response.writeHead(answer.status, answer.headers);
    if (cut.has(decodedPath(request.url))) {
      response.write(answer.body.subarray(0, answer.body.length / 2), () => request.socket.destroy());
      return;
    }
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, HOST, done);
  });

  if (!stayUp) server.unref(); // a test that fails before it closes the server must still end
  const origin = `http://${HOST}:${server.address().port}`;
  return {
    url: origin + base,
    origin,
    port: server.address().port,
    requests,
    cut,
    deploy,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections(); // browsers keep connections open
    }),
  };
}

/** One answer: status, headers and body for a request. */
function respond({ folder, base, rules, request }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'only GET and HEAD');
  const path = decodedPath(request.url);
  if (path === null) return plain(400, 'not an address');
  if (!path.startsWith(base)) return plain(404, `the site is at ${base}`);

  const found = find(folder, path.slice(base.length));
  if (!found) return plain(404, 'no such file');

  const headers = {
    'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream',
    Vary: 'Accept-Encoding',
    ...headersFor(rules, path),
  };
  // What the hosts in question do for addresses that no rule covers.
  headers['Cache-Control'] ??= 'public, max-age=0, must-revalidate';

  const { body, encoding } = chosenCopy(found, request.headers['accept-encoding'] ?? '');
  if (encoding) headers['Content-Encoding'] = encoding;
  headers.ETag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  if (request.headers['if-none-match'] === headers.ETag) return { status: 304, headers, body: '' };
  headers['Content-Length'] = body.length;
  return { status: 200, headers, body };
}

function plain(status, text) {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${text}\n` };
}

function decodedPath(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

/**
 * The file that answers an address below the base. An address whose last part has no dot is a screen of the app and gets
 * its page. A missing file stays missing, so that a wrong name in the app shows up here and not as odd content.
 */
function find(folder, relative) {
  const path = resolve(folder, relative || 'index.html');
  if (path !== folder && !path.startsWith(folder + sep)) return null;
  if (isFile(path)) return path;
  return /\.[^/]*$/.test(relative) ? null : join(folder, 'index.html');
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The brotli or gzip copy beside a file where the browser takes it, else the file. */
function chosenCopy(path, accepted) {
  const takes = accepted.split(',').map((part) => part.split(';')[0].trim());
  for (const [encoding, ending] of [['br', '.br'], ['gzip', '.gz']]) {
    if (takes.includes(encoding) && isFile(path + ending)) return { body: readFileSync(path + ending), encoding };
  }
  return { body: readFileSync(path), encoding: null };
}

/** Reads a `_headers` file: a line with a path pattern, then indented lines `Name: value`. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim() || line.startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line) ?? [];
      if (!name || rules.length === 0) throw new Error(`_headers: cannot read “${line}”`);
      rules.at(-1).headers.push([name, value]);
    } else {
      rules.push({ pattern: line.trim(), headers: [] });
    }
  }
  return rules;
}

/** All headers for a path. Hosts differ in what they do with one header from two rules, so that is an error here. */
export function headersFor(rules, path) {
  const headers = {};
  for (const { pattern, headers: named } of rules) {
    const matches = pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
    if (!matches) continue;
    for (const [name, value] of named) {
      if (name in headers) throw new Error(`_headers: two rules give ${name} for ${path}`);
      headers[name] = value;
    }
  }
  return headers;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { dir: { type: 'string' }, base: { type: 'string', default: '/' }, port: { type: 'string', default: '8081' } },
  });
  const server = await startServer({ dir: values.dir, base: values.base, port: Number(values.port), stayUp: true });
  console.log(`Serving at ${server.url} – stop with Ctrl-C.`);
}
