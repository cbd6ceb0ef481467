// Invented firms: their answers in the words of the report format, so that a test walks the screens with them or
// starts from a stored draft.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from './server.mjs';

/** The folder of the build under test. */
export const BUILD = process.env.KICKSTART_DIST ?? DIST;

/** A content file of the build, parsed. */
export function content(path) {
  return JSON.parse(readFileSync(join(BUILD, path), 'utf8'));
}

export const pack = content('questions/ai-maturity/questionnaire.json');
export const PROCESSES = pack.groups.flatMap((group) => group.processes);
export const DIMENSIONS = pack.dimensions.map((dimension) => dimension.id);
export const ENABLERS = pack.enablers.map((enabler) => enabler.id);

const level = (value) => ({ level: value });
const choice = (value) => ({ choice: value });
const choices = (...values) => ({ choices: [...values].sort() });
const DONT_KNOW = { dontKnow: true };

/** The ten answers of one process: levels in the order W D S P G U N1 N2 N3 (`'?'` don't know, `null` skipped). */
function area(id, levels, signals, fix = []) {
  const answers = {};
  levels.forEach((value, index) => {
    if (value === null) return;
    answers[`${id}.${DIMENSIONS[index]}`] = value === '?' ? DONT_KNOW : level(value);
  });
  answers[`${id}.signals`] = choices(...signals);
  answers[`${id}.simpler-fix`] = choices(...fix);
  return answers;
}

function profile(given) {
  const wrapped = Object.entries(given).map(([id, value]) => [`profile.${id}`, typeof value === 'number' ? { number: value } : choice(value)]);
  return Object.fromEntries(wrapped);
}

function picker(much, some, notOurs, chosen) {
  const answers = { 'picker.chosen': choices(...chosen) };
  for (const id of PROCESSES) {
    if (id in notOurs) answers[`picker.${id}`] = { notOurs: notOurs[id] ? { reason: notOurs[id] } : {} };
    else answers[`picker.${id}`] = choice(much.includes(id) ? 'much' : some.includes(id) ? 'some' : 'none');
  }
  return answers;
}

function enablers(levels) {
  return Object.fromEntries(ENABLERS.map((id, index) => [`enabler.${id}`, level(levels[index])]));
}

const ELECTRICIANS = {
  sector: 'construction', headcount: 14, turnover: '20-100m', 'legal-form': 'ab', group: 'no', municipality: '1285',
  'company-age': 'over-10', role: 'owner', goal: 'time', business: 'steady',
};

/**
 * The firm of the long journey: one "don't know", one question skipped, one process that an outside firm does.
 * What it must come to is worked out by hand in `journey.test.mjs`.
 */
export const JOURNEY = {
  ...profile(ELECTRICIANS),
  ...picker(['sales-quoting', 'production-delivery'], ['finance-admin'], { 'it-data-security': 'outside-firm' }, ['sales-quoting', 'production-delivery', 'finance-admin']),
  ...area('sales-quoting', [3, 2, 2, 2, 2, 2, 3, 2, 4], ['quotes-slow', 'quotes-similar']),
  ...area('production-delivery', [2, 1, 2, '?', 0, 0, 4, 3, 2], ['site-notes']),
  ...area('finance-admin', [2, 3, 3, 1, 1, 0, 2, 1, null], ['paper-invoices', 'manual-coding']),
  ...enablers([2, 1, 2, 3, 2, 1, 1]),
  'firm.signals': choices('owner-bottleneck'),
  'firm.ai-input': choices('nothing-sensitive'),
};

/** A second firm, in all things different: for comparing what two sets of answers make the page do. */
export const OTHER = {
  ...profile({ sector: 'food', headcount: 6, turnover: '3-10m', 'legal-form': 'hb', group: 'dont-know', municipality: '1280', 'company-age': '2-5', role: 'staff', goal: 'quality', business: 'well' }),
  ...picker(['marketing', 'hr-competence'], [], { 'sales-quoting': 'not-present', 'finance-admin': 'chosen-not-to' }, ['marketing', 'hr-competence']),
  ...area('marketing', [1, 1, 1, 1, 1, 0, 1, 0, 2], [], ['yes']),
  ...area('hr-competence', [5, 5, 5, 5, 4, 4, 4, 4, 4], []),
  ...enablers([5, 4, 3, 2, 1, 0, 5]),
  'firm.signals': choices(),
  'firm.ai-input': choices('dont-know'),
};

/** The firm of `seeds/demo/el-montage.kickstart.json`: four processes, four outcomes. */
export const DEMO_LABEL = 'El & Montage AB';
export const DEMO = {
  ...profile(ELECTRICIANS),
  ...picker(['sales-quoting', 'production-delivery'], ['finance-admin', 'customer-service', 'purchasing-supply'], { 'it-data-security': 'outside-firm' }, ['sales-quoting', 'production-delivery', 'finance-admin', 'customer-service']),
  ...area('sales-quoting', [3, 3, 2, 2, 2, 2, 3, 3, 3], ['quotes-slow', 'quotes-similar']),
  ...area('production-delivery', [2, 1, 1, 1, 0, 1, 3, 2, 3], ['late-documentation', 'site-notes']),
  ...area('finance-admin', [2, 3, 3, '?', 1, 0, 2, 1, 2], ['paper-invoices', 'manual-coding']),
  ...area('customer-service', [2, 1, 1, 1, 1, 0, 1, 0, 1], ['missed-calls']),
  ...enablers([2, 1, 2, 3, 2, 1, 1]),
  'firm.signals': choices('key-person', 'owner-bottleneck'),
  'firm.ai-input': choices('nothing-sensitive'),
};

/** Every process gone through, with every outcome that answers can bring and several unknowns: the fullest result. */
export const FULL = {
  ...profile(ELECTRICIANS),
  ...picker(PROCESSES, [], {}, PROCESSES),
  ...Object.assign({}, ...PROCESSES.map((id, index) => area(id, [
    (index * 2) % 6, (index + 3) % 6, index % 4 === 3 ? '?' : (index + 1) % 6, (index * 3 + 1) % 6, index % 5, (index + 1) % 5,
    index % 5, (index + 2) % 5, index === 6 ? '?' : (index + 3) % 5,
  ], signalsOf(id).slice(0, 2)))),
  ...enablers([2, 1, 2, 3, 2, 1, 1]),
  'firm.signals': choices('owner-bottleneck', 'messy-data'),
  'firm.ai-input': choices('nothing-sensitive'),
};

/** The signals that a construction firm is shown for a process. */
export function signalsOf(id, sector = 'construction') {
  const { signals } = pack.processes.find((one) => one.id === id);
  return signals.filter((signal) => !signal.sectors || signal.sectors.includes(sector)).map((signal) => signal.id);
}

/** Answers without some of them. `match` is a question id or a pattern. */
export function without(answers, ...matches) {
  const gone = (id) => matches.some((match) => (match instanceof RegExp ? match.test(id) : match === id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !gone(id)));
}

/** Answers and notes as they stand in files. */
function itemsOf(answers, notes = {}) {
  const ids = [...new Set([...Object.keys(answers), ...Object.keys(notes)])].sort();
  return ids.map((q) => ({ q, ...(answers[q] && { value: answers[q] }), ...(notes[q] && { note: notes[q] }) }));
}

/** A draft as the app stores it. `earlier` are sets of answers from before, with the time they were saved. */
export function draft(answers, { notes = {}, label = '', last, revision = 7, tab = 'a-tab-before', earlier = [] } = {}) {
  const items = itemsOf(answers, notes);
  const history = earlier.map(({ answers: then, savedAt }, at) => ({
    reportId: `0123456789abcdef0123456789abc${String(at).padStart(3, '0')}`, savedAt, pack: { id: 'ai-maturity', version: pack.version }, answers: itemsOf(then),
  }));
  return JSON.stringify({
    format: 'kickstart-draft', formatVersion: '1.0', revision, tab, savedAt: '2026-11-24T09:00:00Z',
    assessment: {
      reportId: '0123456789abcdef0123456789abcdef', createdAt: '2026-11-24T08:30:00Z', label, answers: items,
      paceSteps: 0, paceSeconds: 0, kept: { report: '', answers: '' }, ...(last && { last }), ...(history.length > 0 && { history }),
    },
  });
}

/** Reports of so many invented firms, each another one: names, places and needs differ. */
export function reportsOf(count) {
  const demo = content('seeds/demo/el-montage.kickstart.json');
  const places = ['1285', '1280', '1283'];
  return Array.from({ length: count }, (_, at) => {
    const report = structuredClone(demo);
    delete report.digest;
    delete report.results;
    const municipality = places[at % places.length];
    report.reportId = `f${String(at).padStart(4, '0')}${demo.reportId.slice(5)}`;
    report.organisation = { ...report.organisation, label: `Firma ${at + 1}`, municipality };
    const set = (q, value) => Object.assign(report.answers.find((answer) => answer.q === q), { value });
    set('profile.municipality', { choice: municipality });
    set('sales-quoting.N1', { level: at % 5 });
    return report;
  });
}

/** A workshop's file with the reports that were handed in there. */
export function workshopOf(number, reports) {
  return {
    format: 'kickstart-workshop', formatVersion: '1.0', workshopId: `workshop-${number}`, code: 'ABCD', name: `Workshop ${number}`, kind: 'many-firms',
    createdAt: '2026-11-20T08:00:00Z',
    pack: { id: 'ai-maturity', version: pack.version, digest: createHash('sha256').update(readFileSync(join(BUILD, 'questions/ai-maturity/questionnaire.json'))).digest('hex') },
    processes: PROCESSES, state: 'closed', ballots: [], agreed: [], reports: reports.map((report) => JSON.stringify(report)),
  };
}
