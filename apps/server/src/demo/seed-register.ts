import { randomUUID } from 'node:crypto';
import type { Sender } from '@opis/contracts';
import { compose, type Foundation, type Product } from '../compose.ts';
import { watchTerms } from '../modules/deadlines/index.ts';
import { sealDays } from '../modules/events/index.ts';
import { type Actor, resolveAccount } from '../modules/identity/index.ts';
import {
  annulEntry,
  correctEntry,
  createRegister,
  dispatchEntry,
  generalRegister,
  joinEntry,
  registerDocument,
  signHeads,
} from '../modules/registry/index.ts';
import { fromLegalTime, toLegalTime } from '../platform/clock.ts';
import { type DemoDay, demoDays } from './demo-days.ts';
import { type LetterWriter, letterWriter } from './demo-letters.ts';
import { anInternalPaper, aPaper, type DemoVocabulary } from './demo-papers.ts';
import { procedureChooser } from './demo-procedures.ts';
import { seedSigners } from './demo-signers.ts';
import type { Demonstration } from './demonstration.ts';
import { type CaseWorkers, caseDesk } from './seed-case-files.ts';
import { seedInformation } from './seed-information.ts';
import { seedLetters } from './seed-letters.ts';
import { seedMail } from './seed-mail.ts';
import { seedOutgoingMail } from './seed-outgoing-mail.ts';
import { seedPastYear } from './seed-past-year.ts';
import { seedPetitions } from './seed-petitions.ts';
import { makeSheets, seedRecords } from './seed-records.ts';
import { seedScans } from './seed-scans.ts';
import { type Random, seededRandom } from './seeded-random.ts';

const weeks = 13;
const perDay = 31;
/** Only the newest papers come with their scan: that is enough to look at, and the first start stays quick. */
const scannedDays = 3;
/** Emergency sheets are printed some days before they are needed. */
const sheetsBefore = 3;

/** A clock that the seeder moves; only a seeder's product has it, and only on an empty data folder. */
type SeederClock = { at: Date; now(): Date };

type Seeding = {
  product: Product;
  clock: SeederClock;
  random: Random;
  vocabulary: DemoVocabulary;
  registrars: Actor[];
  letters: LetterWriter;
  /** Codes of the unit whose people one signs in as, and of another. */
  places: { desk: string; other: string };
  desk: ReturnType<typeof caseDesk>;
  workers: CaseWorkers;
  procedureOf: ReturnType<typeof procedureChooser>;
  /** Who sent papers so far, and by number, who is answered. */
  known: Sender[];
  senders: Map<number, string>;
  /** How many papers came so far: the number of the newest, while nobody else writes in the book. */
  drawn: number;
};

/**
 * Three months of a town hall's register, about 2,000 entries, made by the product's own use-cases through its own
 * batcher, with the hours of those days; then every night's seals and signed heads.
 */
export async function seedRegister(foundation: Foundation, demonstration: Demonstration): Promise<void> {
  const clock: SeederClock = { at: foundation.clock.now(), now: () => clock.at };
  const product = compose({ ...foundation, clock }, { trustHour: true });
  const random = seededRandom(20260629);
  const days = demoDays(foundation.clock.now(), random, { weeks, perDay });
  const begins = days[0]?.moments[0] ?? clock.at;
  const firstYear = toLegalTime(begins).year - (demonstration.pastYear ? 1 : 0);
  clock.at = demonstration.pastYear ? new Date(Date.UTC(firstYear, 0, 1, 12)) : begins;
  await createRegisters(product);
  // Rights are those of today: the accounts were opened today.
  const today = { db: foundation.db, clock: foundation.clock };
  const registrars = await Promise.all(
    ['registrator', 'registrator2', 'digital'].map((name) => requireActor(today, name)),
  );
  const workers = await caseWorkers(today);
  await seedSigners(product, [workers.director, workers.secretary, workers.head]);
  if (demonstration.pastYear) {
    const archivist = await requireActor(today, 'arhivar');
    const asked = { product, clock, workers: { ...workers, archivist }, demonstration };
    await seedPastYear(asked, firstYear);
  }
  const letters = letterWriter(product, demonstration);
  const desk = caseDesk(product, workers, demonstration);
  const seeding = {
    product,
    clock,
    random,
    vocabulary: demonstration.vocabulary,
    registrars,
    letters,
    places: { desk: demonstration.desk, other: demonstration.routes[0] ?? demonstration.desk },
    desk,
    workers,
    procedureOf: procedureChooser(demonstration),
    known: [],
    senders: new Map(),
    drawn: 0,
  };
  const [registrar] = registrars;
  if (registrar === undefined) throw new Error('the demonstration has no registrar');
  let sheet: Awaited<ReturnType<typeof makeSheets>>;
  for (const [index, day] of days.entries()) {
    clock.at = day.moments[0] ?? clock.at;
    if (index === days.length - sheetsBefore) sheet = await makeSheets(product, registrar, demonstration);
    await seedDay(seeding, day, {
      scanned: index >= days.length - scannedDays,
      works: worksOf(index, days.length),
    });
  }
  clock.at = foundation.clock.now();
  const { desk: unit } = seeding.places;
  await seedScans(product, registrar, { unit, salutation: demonstration.salutation, paper: letters.paper });
  await seedOutgoingMail(product, { registrar, inspector: workers.inspector }, letters.paper);
  letters.close();
  await seedRecords(product, registrar, { sheet, before: firstYear });
  await seedConfidential(product, await requireActor(today, 'director'));
  await seedPetitions(product, workers, seeding.places);
  const { email: address } = await product.organisation.institution();
  await seedMail(product, await requireActor(today, 'digital'), { desk: seeding.places.desk, address });
}

async function caseWorkers(today: Pick<Product, 'db' | 'clock'>) {
  const [registrar, secretary, head, inspector, director] = await Promise.all([
    requireActor(today, 'registrator'),
    requireActor(today, 'secretar-general'),
    requireActor(today, 'sef'),
    requireActor(today, 'inspector'),
    requireActor(today, 'director'),
  ]);
  return { registrar, secretary, head, inspector, director };
}

async function requireActor(deps: Pick<Product, 'db' | 'clock'>, username: string): Promise<Actor> {
  const actor = await resolveAccount(deps, username);
  if (actor === undefined) throw new Error(`the demonstration has no account ${username}`);
  return actor;
}

async function createRegisters(product: Product) {
  const by = { accountId: null };
  const now = product.clock.now();
  await createRegister({ db: product.db, now }, by, generalRegister);
  const director = await requireActor({ db: product.db, clock: { now: () => new Date() } }, 'director');
  await createRegister({ db: product.db, now }, by, {
    code: 'avertizari',
    name: 'Registrul avertizărilor în interes public',
    labelCode: 'W',
    kind: 'confidential',
    memberStaffIds: [director.staffId],
  });
}

/** Works are given out every second week, and at the end of the last day before today: many at once, for a quick start. */
type Works = 'none' | 'fortnight' | 'last';
const worksOf = (index: number, days: number): Works => {
  if (index === days - 2) return 'last';
  return index % 10 === 4 ? 'fortnight' : 'none';
};

/** Two people write at once, each at a counter; their papers stand in the book under the same hour. */
const counters = 2;

type DrawnPaper = {
  actor: Actor;
  paper: Parameters<typeof registerDocument>[2];
  amend: Amendment;
};

type Numbered = { year: number; number: number };
/** Something that happens to this row, or to an older one, when this is the newest. */
type Amendment = (latest: Numbered) => Promise<void>;

async function drawPaper(
  seeding: Seeding,
  { date, scanned }: { date: string; scanned: boolean },
): Promise<DrawnPaper> {
  const { random, letters } = seeding;
  seeding.drawn += 1;
  const actor = random.pick(seeding.registrars);
  const paper = seeding.procedureOf(nextPaper(seeding, date));
  const uploads = scanned && random.chance(0.4) ? [await letters.scan(actor, paper)] : [];
  return { actor, paper: { ...paper, uploads }, amend: drawAmendment(seeding) };
}

async function seedDay(
  seeding: Seeding,
  day: DemoDay,
  { scanned, works }: { scanned: boolean; works: Works },
) {
  const { product, clock } = seeding;
  for (let at = 0; at < day.moments.length; at += counters) {
    const moments = day.moments.slice(at, at + counters);
    const papers: DrawnPaper[] = [];
    for (const moment of moments) {
      clock.at = moment;
      papers.push(await drawPaper(seeding, { date: day.date, scanned }));
    }
    const entries = await Promise.all(
      papers.map(({ actor, paper }) => registerDocument(product, actor, paper)),
    );
    for (const [index, entry] of entries.entries()) {
      seeding.senders.set(entry.number, papers[index]?.paper.sender?.name ?? 'Primar');
      await papers[index]?.amend(entry);
    }
  }
  if (works !== 'none') await seedWorks(seeding, works);
  clock.at = day.nightAfter;
  await sealDays(product.db, clock.at);
  await signHeads({ db: product.db, sealKey: product.keys.sealKey }, day.date, clock.at);
}

/** People are told in working time only: in the afternoon of that day. */
const workingHourOf = (moment: Date) => fromLegalTime(toLegalTime(moment).date, '15:30') ?? moment;

async function seedWorks({ product, clock, desk, workers, letters, places }: Seeding, works: Works) {
  clock.at = new Date(clock.at.getTime() + 60_000);
  await desk.evening(works === 'last');
  clock.at = new Date(clock.at.getTime() + 60_000);
  if (works !== 'last') return;
  await desk.lastEvening();
  await watchTerms({ ...product, clock: { now: () => workingHourOf(clock.at) } });
  await seedLetters(product, workers, { paper: letters.paper, desk: places.desk });
  await seedInformation(product, workers, places);
}

function nextPaper({ random, vocabulary, known }: Seeding, date: string) {
  if (random.chance(0.03)) return anInternalPaper(vocabulary.subject('intern', random), 'registratura');
  return aPaper(vocabulary, random, { known, date });
}

/** What happens to older rows while new ones come: answers, a joinder, a mistake annulled or corrected. */
function drawAmendment(seeding: Seeding): Amendment {
  const back = seeding.random.between(20, 220);
  if (seeding.drawn <= back) return async () => {};
  const act = drawAct(seeding, back);
  // Numbers begin anew with the year: in January there is no row so far back.
  return async (latest) => {
    if (latest.number > back) await act(latest);
  };
}

function drawAct(seeding: Seeding, back: number): Amendment {
  const { product, clock, random, registrars, senders } = seeding;
  const actor = random.pick(registrars.slice(0, 2));
  const lot = random.next();
  const keyOf = ({ year, number }: Numbered) => ({
    register: 'general',
    year,
    number,
    requestId: randomUUID(),
  });
  const older = ({ year, number }: Numbered) => ({ year, number: number - back });
  if (lot < 0.42) {
    const resolution = random.pick(demoAnswers);
    return async (latest) => {
      const key = keyOf(older(latest));
      const dispatchedOn = toLegalTime(clock.now()).date;
      const answer = { dispatchedOn, resolution, addressee: senders.get(key.number) ?? '' };
      await dispatchEntry(product, actor, { ...key, ...answer }).catch(passAnnulled);
      seeding.desk.answered(key.number);
    };
  }
  if (lot < 0.46)
    return (latest) => joinEntry(product, actor, { ...keyOf(latest), to: older(latest) }).catch(passAnnulled);
  if (lot < 0.467)
    return (latest) => {
      const reason = `înregistrat de două ori, rămâne ${latest.number - 1}`;
      return annulEntry(product, actor, { ...keyOf(latest), reason });
    };
  if (lot >= 0.48) return async () => {};
  const correction = { sheets: random.between(7, 9), reason: 'numărate din nou la scanare' };
  return (latest) =>
    correctEntry(product, actor, { ...keyOf(older(latest)), ...correction }).catch(passAnnulled);
}

const demoAnswers = ['răspuns', 'favorabil', 'la ghișeu', 'redirecționată', 'clasat', 'adeverință eliberată'];

// Chance may fall on a row that was annulled; the town hall would notice too, and leave it.
function passAnnulled(error: unknown) {
  if (!(error instanceof Error && 'code' in error && error.code === 'registry.entry-annulled')) throw error;
}

async function seedConfidential(product: Product, director: Actor) {
  const subjects = [
    'Sesizare privind decontarea unor deplasări',
    'Avertizare privind atribuirea unui contract',
    'Completare la avertizarea anterioară',
  ];
  for (const subject of subjects) {
    await registerDocument(product, director, {
      register: 'avertizari',
      requestId: randomUUID(),
      channel: 'post',
      direction: 'in',
      subject,
      sender: { kind: 'natural', name: 'Avertizor cu identitate protejată' },
      sheets: 2,
      annexes: 1,
      uploads: [],
      confirmGap: true,
    });
  }
}
