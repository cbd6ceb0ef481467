// Workshops as the app stores them: votes of so many people, what is revealed and agreed, and reports that are in.

import { DIMENSIONS, ENABLERS, content, reportsOf } from './firms.mjs';

export const CODE = 'K7XM42';

/** The key under which the browser keeps a workshop. */
export const KEY = `kickstart.workshop.${CODE}`;

/** Levels that lie near, and levels that lie apart, by turns. */
const level = (question, person) => (question % 3 === 2 ? (person % 2) * 4 : 2 + (person % 5 === 0 ? 1 : 0));

/** A workshop's file. */
export function workshopOf({ people = 6, kind = 'one-firm', processes = ['sales-quoting', 'finance-admin'], reports = 0, ...more } = {}) {
  const { pack } = content('seeds/demo/el-montage.kickstart.json');
  const asked = [...processes.flatMap((process) => DIMENSIONS.map((id) => `${process}.${id}`)), ...ENABLERS.map((id) => `enabler.${id}`)];
  const ballots = Array.from({ length: people }, (_, person) => ({
    participant: `P0000${person}`,
    answers: asked.map((q, at) => ({ q, value: person === 3 && at % 7 === 0 ? { dontKnow: true } : { level: level(at, person) } })),
  }));
  return JSON.stringify({
    format: 'kickstart-workshop', formatVersion: '1.0', workshopId: '0198c1d2aaaa7bbb8ccc0123456789ab', code: CODE, name: 'Elfirman i Eslöv',
    kind, createdAt: '2026-11-24T10:00:00Z', pack: { id: pack.id, version: pack.version, digest: pack.digest }, processes, timerMinutes: 2,
    state: 'open', ballots, agreed: [], reports: reportsOf(reports).map((report) => JSON.stringify(report)), ...more,
  });
}

/** Puts a workshop into the browser before the page opens. */
export const led = (options) => (page) => page.addInitScript(([key, text]) => localStorage.setItem(key, text), [KEY, workshopOf(options)]);
