import { randomUUID } from 'node:crypto';
import type { CaseFileRow } from '@opis/contracts';
import type { Product } from '../compose.ts';
import { assignCaseFiles, closeCaseFiles, listCaseFiles } from '../modules/case-files/index.ts';
import { sealDays } from '../modules/events/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import {
  annulEntry,
  closeBook,
  dispatchEntry,
  getClosing,
  registerDocument,
  signHeads,
} from '../modules/registry/index.ts';
import { aPaper } from './demo-papers.ts';
import type { Demonstration } from './demonstration.ts';
import { seededRandom } from './seeded-random.ts';

/** Who did what in the year that is over. */
export type PastWorkers = { registrar: Actor; secretary: Actor; archivist: Actor };

type Seeding = {
  product: Product;
  clock: { at: Date };
  workers: PastWorkers;
  demonstration: Pick<Demonstration, 'vocabulary' | 'routes'>;
};

const papersADay = 3;
const resolutions = ['răspuns', 'favorabil', 'adeverință eliberată', 'redirecționată'];

/**
 * The last fortnight of a year that is over, some forty entries, all of them solved; its book closed in January with its
 * closing record, as each year's is. By the product's own use-cases, at the hours of those days.
 */
export async function seedPastYear(seeding: Seeding, year: number): Promise<void> {
  const { product, clock, workers, demonstration } = seeding;
  // A source of chance of its own: this year's papers stay the same whatever was done in the last.
  const random = seededRandom(year);
  const { registrar } = workers;
  for (const date of workingDays(year)) {
    const known: never[] = [];
    for (let paper = 0; paper < papersADay; paper++) {
      clock.at = atMorning(date, paper);
      const { number } = await registerDocument(
        product,
        registrar,
        aPaper(demonstration.vocabulary, random, { known, date }),
      );
      const key = { register: 'general', year, number, requestId: randomUUID() };
      if (number % 17 === 0)
        await annulEntry(product, registrar, {
          ...key,
          reason: `înregistrat de două ori, rămâne ${number - 1}`,
        });
      else
        await dispatchEntry(product, registrar, {
          ...key,
          dispatchedOn: date,
          resolution: random.pick(resolutions),
          addressee: 'petent',
        });
    }
    if (date === workingDays(year).at(-1)) await solveAll(seeding);
    await endDay(seeding, date);
  }
  await close(seeding, year);
}

/** The last twelve working days before Christmas: what an archivist finds in every registry. */
function workingDays(year: number): string[] {
  return Array.from({ length: 17 }, (_, at) => new Date(Date.UTC(year, 11, 7 + at)))
    .filter((day) => day.getUTCDay() !== 0 && day.getUTCDay() !== 6)
    .map((day) => day.toISOString().slice(0, 10));
}

const hourMs = 3600_000;
const atMorning = (date: string, paper: number) =>
  new Date(Date.parse(`${date}T07:00:00Z`) + paper * 1.5 * hourMs);

async function endDay({ product, clock }: Seeding, date: string): Promise<void> {
  clock.at = new Date(Date.parse(`${date}T22:30:00Z`));
  await sealDays(product.db, clock.at);
  await signHeads({ db: product.db, sealKey: product.keys.sealKey }, date, clock.at);
}

/** What nobody was given goes to a unit; then all is closed as it was answered. */
async function solveAll({ product, workers, demonstration }: Seeding): Promise<void> {
  const { registrar, secretary } = workers;
  const [unit = ''] = demonstration.routes;
  const open = async (actor: Actor, queue: 'unassigned' | 'unit') =>
    (await listCaseFiles(product, actor, { queue, limit: 200 })).items;
  const loose = (await open(registrar, 'unassigned')).filter((row) => row.status === 'unassigned');
  await assignCaseFiles(product, registrar, {
    requestId: randomUUID(),
    items: loose.map(toItem),
    to: { unit },
  });
  for (const [outcome, rows] of Map.groupBy(await open(secretary, 'unit'), outcomeOf)) {
    const items = rows.map(toItem);
    await closeCaseFiles(product, secretary, { requestId: randomUUID(), items, outcome });
  }
}

/** As each procedure allows: what was asked for is answered, or given. */
const outcomeOf = ({ outcomes }: CaseFileRow) =>
  (['answered', 'granted'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'other';

const toItem = ({ id, version }: CaseFileRow) => ({ id, version });

async function close(seeding: Seeding, year: number): Promise<void> {
  const { product, clock, workers } = seeding;
  const date = `${year + 1}-01-12`;
  clock.at = atMorning(date, 1);
  const book = { register: 'general', year };
  const { hash } = await getClosing(product, workers.archivist, book);
  await closeBook(product, workers.archivist, {
    ...book,
    requestId: randomUUID(),
    hash,
    confirmUnsolved: true,
  });
  await endDay(seeding, date);
}
