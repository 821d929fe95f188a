import { randomUUID } from 'node:crypto';
import type { AssignTarget, CaseFileRow } from '@opis/contracts';
import type { Product } from '../compose.ts';
import {
  assignCaseFile,
  assignCaseFiles,
  closeCaseFiles,
  listCaseFiles,
  noteCaseFile,
  returnCaseFile,
  saveResolutionModel,
} from '../modules/case-files/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import { listPeopleOfUnits } from '../modules/identity/index.ts';
import { toLegalTime } from '../platform/clock.ts';
import {
  demoNotes,
  demoOutcomes,
  demoResolutionModels,
  demoResolutions,
  demoReturnReasons,
} from './demo-resolutions.ts';
import type { Demonstration } from './demonstration.ts';
import { seedTasks } from './seed-tasks.ts';
import { seededRandom } from './seeded-random.ts';

/** Who works on files in the demonstration. */
export type CaseWorkers = {
  registrar: Actor;
  secretary: Actor;
  head: Actor;
  inspector: Actor;
  director: Actor;
};

const dayMs = 24 * 3600 * 1000;
/** Of the head's unit what came these last days still waits for her hand. */
const waitingDays = 12;
/** Elsewhere works are given out soon after they come, and most are done two weeks later. */
const doneAfterDays = 14;
/** What is due until the next such evening is answered before; of the last evening's, what is late. */
const answeredAheadDays = 14;
/** The rest of what came for nobody yet: the registry's own queue of the last days. */
const looseDays = 3;

/** What people do with works in the evenings of the demonstration, many at once, as at the end of a real day. */
export function caseDesk(
  product: Product,
  { registrar, secretary, head, inspector, director }: CaseWorkers,
  { routes, desk }: Pick<Demonstration, 'routes' | 'desk'>,
) {
  // A source of chance of its own: papers stay the same whatever is done with them.
  const random = seededRandom(20_261_121);
  const answered = new Set<number>();
  const people = new Map<string, readonly string[]>();

  const rows = async (actor: Actor, queue: 'unassigned' | 'unit' | 'mine') => {
    const all: CaseFileRow[] = [];
    for (let after: string | undefined; ; ) {
      const page = await listCaseFiles(product, actor, { queue, limit: 200, ...(after && { after }) });
      all.push(...page.items);
      if (page.next === null) return all;
      after = page.next;
    }
  };
  const olderThan = (days: number) => {
    const before = product.clock.now().getTime() - days * dayMs;
    return (row: CaseFileRow) => new Date(row.registeredAt).getTime() < before;
  };
  const assign = async (actor: Actor, files: readonly CaseFileRow[], to: AssignTarget) => {
    if (files.length === 0) return;
    const items = files.slice(0, 200).map(({ id, version }) => ({ id, version }));
    const resolution = random.pick(demoResolutions);
    await assignCaseFiles(product, actor, { requestId: randomUUID(), items, to, resolution });
  };
  const isHeads = (row: CaseFileRow) => row.unit !== null && head.principals.includes(row.unit.id);

  async function peopleOf(unitId: string): Promise<readonly string[]> {
    const known = people.get(unitId);
    if (known) return known;
    const now = new Date();
    const found = await listPeopleOfUnits(product.db, {
      unitIds: [unitId],
      today: toLegalTime(now).date,
      now,
    });
    const workers = found.filter(({ leads }) => !leads || found.length === 1).map(({ id }) => id);
    people.set(unitId, workers);
    return workers;
  }

  /** What came without a unit goes to one. */
  async function route() {
    const loose = (await rows(registrar, 'unassigned')).filter(
      (row) => row.status === 'unassigned' && olderThan(looseDays)(row),
    );
    for (const unit of routes) {
      await assign(registrar, loose.splice(0, Math.ceil(loose.length / 2)), { unit });
    }
  }

  /** What lies with units goes to their people; half a day's work for each. */
  async function handOut() {
    const byPerson = new Map<string, CaseFileRow[]>();
    for (const row of (await rows(secretary, 'unassigned')).filter((each) => !isHeads(each))) {
      const workers = row.unit ? await peopleOf(row.unit.id) : [];
      if (workers.length === 0 || random.chance(0.08)) continue;
      const person = random.pick(workers);
      byPerson.set(person, [...(byPerson.get(person) ?? []), row]);
    }
    await Promise.all([...byPerson].map(([person, files]) => assign(secretary, files, { person })));
    const waiting = (await rows(head, 'unassigned')).filter(olderThan(waitingDays));
    const others = (await peopleOf(head.unitId ?? '')).filter((id) => id !== inspector.staffId);
    const share = waiting.filter(() => others.length > 0 && random.chance(0.25));
    await assign(head, share, { person: others[0] ?? inspector.staffId });
    await assign(
      head,
      waiting.filter((row) => !share.includes(row)),
      { person: inspector.staffId },
    );
  }

  /** Most works are done two weeks later; the inspector's stay open, they are what there is to look at. */
  async function finish(isLast: boolean) {
    const old = (await rows(secretary, 'unit')).filter(
      (row) => olderThan(doneAfterDays)(row) && row.handler?.id !== inspector.staffId && random.chance(0.8),
    );
    const mine = (await rows(inspector, 'mine')).filter((row) => olderThan(60)(row) && random.chance(0.12));
    const ended = (row: CaseFileRow) => answered.has(row.number);
    for (const files of [old.filter(ended), mine.filter(ended)])
      await close(files === mine ? inspector : secretary, files, { outcome: 'answered' });
    const rest = old.filter((row) => !ended(row) && !isHeads(row));
    for (const said of demoOutcomes) await close(secretary, rest.splice(0, Math.ceil(rest.length / 2)), said);
    await close(inspector, mine, { outcome: 'for-information' });
    await answerInTime(isLast);
  }

  /** Legal terms are kept, but for a few: an institution that misses most of them is nobody's example. */
  async function answerInTime(isLast: boolean) {
    const ahead = isLast ? -1 : answeredAheadDays;
    const isDue = ({ due }: CaseFileRow) =>
      due !== null && due.days <= ahead && due.state !== 'met' && random.chance(isLast ? 0.3 : 0.88);
    const mine = (await rows(inspector, 'mine')).filter(isDue);
    const theirs = (await rows(secretary, 'unit')).filter(
      (row) => row.handler !== null && row.handler.id !== inspector.staffId && isDue(row),
    );
    await close(inspector, mine, { outcome: 'answered' });
    await close(secretary, theirs, { outcome: 'answered' });
  }

  async function close(actor: Actor, files: readonly CaseFileRow[], said: (typeof demoOutcomes)[number]) {
    // Each ends as its procedure lets it: what is solved without a letter here, elsewhere is answered or granted.
    const ways = [said, { outcome: 'answered' }, { outcome: 'granted' }] as const;
    for (const [at, way] of ways.entries()) {
      const earlier = ways.slice(0, at).map(({ outcome }) => outcome);
      const items = files
        .filter(
          (row) => row.outcomes.includes(way.outcome) && !earlier.some((one) => row.outcomes.includes(one)),
        )
        .slice(0, 200)
        .map(({ id, version }) => ({ id, version }));
      if (items.length > 0) await closeCaseFiles(product, actor, { requestId: randomUUID(), items, ...way });
    }
  }

  return {
    /** An entry that was answered: its file will be closed so. */
    answered: (number: number) => answered.add(number),
    /** The end of a fortnight; `isLast`: the one before today. */
    async evening(isLast: boolean) {
      await route();
      await handOut();
      await finish(isLast);
    },
    /** The last evening: what a person finds who signs in for the first time. */
    async lastEvening() {
      for (const model of demoResolutionModels) {
        const shared = { ...model, requestId: randomUUID(), unit: desk };
        await saveResolutionModel(product, head, shared);
      }
      const mine = await rows(inspector, 'mine');
      for (const [index, reason] of demoReturnReasons.entries()) {
        const row = mine[index * 5 + 3];
        if (row) await returnCaseFile(product, inspector, { ...act(row), reason });
      }
      for (const [index, text] of demoNotes.entries()) {
        const row = mine[index * 4 + 1];
        if (row) await noteCaseFile(product, inspector, { id: row.id, requestId: randomUUID(), text });
      }
      const [next] = (await rows(head, 'unassigned')).filter(({ returned }) => !returned);
      if (next) await assignCaseFile(product, head, { ...act(next), to: { self: true } });
      const people = { registrar, secretary, head, inspector, director };
      await seedTasks(product, people, { desk, other: routes[0] ?? desk });
    },
  };
}

const act = ({ id, version }: CaseFileRow) => ({ id, version, requestId: randomUUID() });
