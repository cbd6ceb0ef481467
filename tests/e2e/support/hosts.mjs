// Real servers with the examples in docs/hosting, on this machine.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const BASE = '/kartlaggning/';
/** The build for that folder. */
export const IN_FOLDER = join(ROOT, 'target/dist-base');
/** Where the examples say that the files lie. */
const PLACE = '/var/www';
/** Modules of Debian's nginx; others build them in or have none. */
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';
/** A server refuses to start as root what must not be root; tests in containers often are root. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

export const SERVERS = [
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

/** Whether a server is there; it is installed where that is possible. */
export function found({ works: [program, args], packages }) {
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
export function ask(url, headers = {}) {
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

/** Starts a server with its example, as the example says, on a copy of a build. */
export async function raise(server, { base, dist }) {
  assert.ok(found(server), `${server.name} is not there and could not be installed`);
  assert.ok(existsSync(join(dist, 'index.html')), `${dist} is not there: run \`cargo xtask dist --base ${base} --out …\``);
  const folder = mkdtempSync(join(tmpdir(), 'kickstart-hosting-'));
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
  const child = spawn(program, args, { ...NOBODY, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (child.said += text));
  child.on('error', (error) => (child.said += error));
  const stop = async () => {
    if (child.exitCode === null && child.pid) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true });
  };
  const origin = `http://127.0.0.1:${port}`;
  await up(origin + base, child).catch(async (error) => {
    await stop();
    throw error;
  });
  return { origin, stop };
}
