import type { PetitionerView } from '@opis/contracts';
import {
  emptyForm,
  type PortalFrame,
  renderCaseStatus,
  renderError,
  renderFront,
  renderHeads,
  renderVerification,
  renderVerificationForm,
  type VerificationModel,
} from '../src/index.ts';

type Found = Extract<VerificationModel, { outcome: 'found' }>;

/** An invented institution's frame; `styles` where the test serves them. */
export function aFrame(
  assets: PortalFrame['assets'] = { styles: '/portal/portal.css', crest: null },
): PortalFrame {
  return {
    institution: {
      name: 'Primăria Municipiului Lunca Albă',
      phone: '0200 000 120',
      address: 'Str. Morii nr. 5, 927250 Lunca Albă',
      email: 'registratura@lunca-alba.example',
    },
    assets,
  };
}

/** A row found with the receipt's code, equal to the paper. */
export function aFound(changes: Partial<Found> = {}): Found {
  return {
    outcome: 'found',
    paper: { number: 61_482, date: '2026-11-24', time: '10:42' },
    entry: {
      registerName: 'Registrul general',
      number: 61_482,
      year: 2026,
      date: '2026-11-24',
      time: '10:42',
      annulled: false,
    },
    contents: {
      initials: 'E. Ț.-G.',
      subject: 'Iluminat public stins pe strada Salcâmilor, între nr. 14 și nr. 30',
      sheets: 4,
      annexes: 2,
    },
    proof: {
      hash: '7c1f09ab52e4d0c7'.repeat(4),
      before: { hash: '0c9a61f5aa3319c8'.repeat(4), date: '2026-11-23', time: '23:59' },
      after: { hash: 'e40b77d25aa319c8'.repeat(4), date: '2026-11-24', time: '23:59' },
      whole: true,
    },
    ...changes,
  };
}

const found = aFound();
const differing = { ...found, paper: { number: 61_482, date: '2026-11-03', time: '10:42' } };
const signedDay = (day: string) => ({
  day,
  signedOn: day,
  signedTime: '23:59',
  heads: [
    { registerName: 'Registrul general', year: 2026, number: 61_482, hash: 'e40b77d25aa319c8'.repeat(4) },
    { registerName: 'Registrul contractelor', year: 2026, number: 812, hash: '0c9a61f5aa3319c8'.repeat(4) },
  ],
});
const publicKey =
  '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n';
const long = `${'Țărănești-'.repeat(12)} ${'x'.repeat(400)} ${'și încă multe despre drumuri '.repeat(50)}`;

/** A petition that somebody works on. */
export const aView = (changes: Partial<PetitionerView> = {}): PetitionerView => ({
  registrationNumber: '61482/24.11.2026',
  registeredOn: '2026-11-24',
  registeredTime: '10:42',
  subject: 'Iluminat public stins pe strada Salcâmilor',
  procedure: 'Petiție',
  status: 'in-work',
  outcome: null,
  unit: 'Serviciul Iluminat Public',
  handler: { name: 'Dan Vlaicu', title: 'inspector' },
  due: { on: '2026-12-28', daysLeft: 25 },
  steps: [
    aStep('registered', '24.11.2026'),
    { ...aStep('with-unit', '24.11.2026'), unit: 'Serviciul Iluminat Public' },
    { ...aStep('with-handler', '25.11.2026'), person: 'Dan Vlaicu' },
  ],
  documents: [{ title: 'Fotografie', registrationNumber: '61487/24.11.2026' }],
  fields: [{ label: 'Locul faptei', shown: 'str. Salcâmilor, între nr. 4 și 12' }],
  answer: null,
  ...changes,
});
const aStep = (what: PetitionerView['steps'][number]['what'], day: string) => ({
  ...{ what, on: day.split('.').toReversed().join('-'), time: '10:42' },
  ...{ unit: null, person: null, registrationNumber: '61482/24.11.2026' },
});
const nothingShown = {
  status: null,
  unit: null,
  handler: null,
  due: null,
  steps: [],
  documents: [],
  fields: [],
};

/** Every page and state, by name; tests walk them all. */
export function examplePages(frame: PortalFrame): Record<string, string> {
  const answer = (model: VerificationModel, asked = emptyForm) => renderVerification(frame, { model, asked });
  return {
    front: renderFront(frame, {
      openingHours: 'luni–vineri 08:00–16:30',
      closedOn: { day: '2026-12-25', name: 'Crăciunul' },
      demonstration: true,
    }),
    'front-bare': renderFront(frame, { openingHours: '', closedOn: null, demonstration: false }),
    form: renderVerificationForm(frame),
    'form-errors': renderVerificationForm(frame, {
      values: { number: '61482', time: '25:99', code: '' },
      errors: { number: true, time: true },
    }),
    authentic: answer(found),
    'authentic-today': answer({ ...found, proof: { ...found.proof, before: null, after: null } }),
    matching: answer({ ...found, contents: null }),
    changed: answer(differing),
    annulled: answer({ ...found, entry: { ...found.entry, annulled: true } }),
    broken: answer({ ...found, proof: { ...found.proof, whole: false } }),
    'not-found': answer(
      { outcome: 'not-found' },
      { number: '64182/24.11.2026', time: '', code: '7QKD-4M2P' },
    ),
    long: answer({
      ...found,
      entry: { ...found.entry, registerName: long.slice(0, 200) },
      contents: { initials: 'Ș.-T. X.', subject: long, sheets: 99_999, annexes: 0 },
    }),
    heads: renderHeads(frame, {
      days: [signedDay('2026-11-24'), { ...signedDay('2026-11-23'), heads: [] }],
      older: '/registru/amprente?inainte=2026-11-23',
      isNewest: false,
      publicKey,
    }),
    'case-status': renderCaseStatus(frame, aView()),
    'case-status-late': renderCaseStatus(
      frame,
      aView({ due: { on: '2026-11-20', daysLeft: -4 }, handler: null }),
    ),
    'case-status-closed': renderCaseStatus(
      frame,
      aView({
        status: 'closed',
        outcome: 's-a răspuns',
        due: null,
        answer: { sentOn: '2026-12-14', how: 'favorabil' },
      }),
    ),
    'case-status-long': renderCaseStatus(
      frame,
      aView({ subject: long, unit: long, procedure: long.slice(0, 120) }),
    ),
    'case-status-bare': renderCaseStatus(frame, aView(nothingShown)),
    'heads-none': renderHeads(frame, { days: [], older: null, isNewest: true, publicKey }),
    'error-404': renderError(frame, { status: 404 }),
    'error-429': renderError(frame, { status: 429 }),
    'error-500': renderError(frame, { status: 500, errorId: '019a6f3c-0000-7000-8000-000000000000' }),
    'error-503': renderError(frame, { status: 503 }),
  };
}
