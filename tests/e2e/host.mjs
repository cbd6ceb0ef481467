// Runs the end-to-end tests against a real server that is set up as docs/hosting says, in a sub-folder of its host.
//
//   node tests/e2e/host.mjs [--server nginx] [TEST…]
//
// Both builds must be there: `cargo xtask dist`, and `cargo xtask dist --base /kartlaggning/ --out target/dist-base`. Tests of
// what the host itself does wrong, and of another deploy, keep a server of their own: it has to break files off, count
// requests or change the build under the page. Those of hosting.test.mjs start the servers themselves.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BASE, IN_FOLDER, SERVERS, raise } from './support/hosts.mjs';

const { values, positionals } = parseArgs({ options: { server: { type: 'string', default: 'nginx' } }, allowPositionals: true });
const server = SERVERS.find((one) => one.name.toLowerCase() === values.server.toLowerCase());
if (!server) throw new Error(`there is no server “${values.server}”; the servers are ${SERVERS.map((one) => one.name).join(', ')}`);
const all = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.mjs') && name !== 'hosting.test.mjs');
const tests = positionals.length > 0 ? positionals : all.sort().map((name) => join(import.meta.dirname, name));

const host = await raise(server, { base: BASE, dist: IN_FOLDER });
console.log(`${server.name} serves the build at ${host.origin}${BASE}`);
const run = spawn(process.execPath, ['--test', '--test-reporter=spec', ...tests], { stdio: 'inherit', env: { ...process.env, KICKSTART_SITE: host.origin + BASE } });
process.exitCode = await new Promise((done) => run.once('exit', (code) => done(code ?? 1)));
await host.stop();
