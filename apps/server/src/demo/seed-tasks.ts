import { randomUUID } from 'node:crypto';
import { type CaseFileRow, type CaseTask, encodeLabelCode, type TaskToAsk } from '@opis/contracts';
import type { Product } from '../compose.ts';
import {
  answerTask,
  askCaseTasks,
  givePaper,
  listCaseFiles,
  receivePaper,
  returnTask,
  setComplaint,
} from '../modules/case-files/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import { toLegalTime } from '../platform/clock.ts';

type People = { registrar: Actor; secretary: Actor; head: Actor; inspector: Actor; director: Actor };

const dayMs = 24 * 3600 * 1000;

/** What people of the demonstration ask one another: endorsements, signatures, opinions, clarifications; papers that go from hand to hand. */
export async function seedTasks(
  product: Product,
  { registrar, secretary, head, inspector, director }: People,
  { desk, other }: { desk: string; other: string },
): Promise<void> {
  const inDays = (days: number) => toLegalTime(new Date(product.clock.now().getTime() + days * dayMs)).date;
  const of = (person: Actor) => ({ person: person.staffId });
  const ask = async (actor: Actor, file: CaseFileRow | undefined, steps: TaskToAsk[][]) => {
    if (file === undefined) return [];
    const { id, version } = file;
    const all = await askCaseTasks(product, actor, { id, requestId: randomUUID(), version, steps });
    return all.filter(({ status }) => status === 'open');
  };
  const answer = async (
    actor: Actor,
    task: CaseTask | undefined,
    said: { verdict: 'given' | 'favourable'; text?: string },
  ) => {
    if (task === undefined) return;
    const { id, version } = task;
    await answerTask(product, actor, { id, version, requestId: randomUUID(), ...said });
  };
  const open = async (actor: Actor, queue: 'mine' | 'unit') =>
    (await listCaseFiles(product, actor, { queue, limit: 60 })).items;

  const mine = await open(inspector, 'mine');
  const toHead: TaskToAsk = {
    kind: 'endorsement',
    to: of(head),
    text: 'Propunere de răspuns, spre avizare.',
  };
  const toDirector: TaskToAsk = { kind: 'signature', to: of(director) };
  for (const [index, days] of [1, 3, 6, 9].entries()) {
    await ask(inspector, mine[index + 2], [[{ ...toHead, dueOn: inDays(days) }], [toDirector]]);
  }
  for (const index of [8, 9, 10]) {
    const [endorsement] = await ask(inspector, mine[index], [
      [toHead],
      [{ ...toDirector, dueOn: inDays(index - 6) }],
    ]);
    await answer(head, endorsement, { verdict: 'favourable' });
  }
  for (const index of [12, 13]) {
    await ask(inspector, mine[index], [
      [
        {
          kind: 'endorsement',
          to: of(director),
          dueOn: inDays(index - 9),
          text: 'Depășește competența serviciului.',
        },
      ],
    ]);
  }
  // An opinion that was given, one that is awaited, a visa that came back.
  const [given] = await ask(inspector, mine[15], [
    [{ kind: 'opinion', to: of(head), text: 'Se poate relua plata cu diferența pe două luni?' }],
  ]);
  await answer(head, given, {
    verdict: 'given',
    text: 'Da, certificatul nou este valabil; se reia plata, cu diferența.',
  });
  const [wrong] = await ask(inspector, mine[16], [[toHead]]);
  if (wrong) {
    const { id, version } = wrong;
    const reason = 'Lipsește temeiul legal al propunerii.';
    await returnTask(product, head, { id, version, requestId: randomUUID(), reason, to: null });
  }
  await ask(inspector, mine[17], [
    [{ kind: 'clarification', to: { unit: other }, dueOn: inDays(4), text: 'Ce contract este în vigoare?' }],
  ]);
  // Others ask the desk.
  const elsewhere = (await open(secretary, 'unit')).filter((file) => file.unit?.code !== desk);
  for (const [index, text] of [
    'Persoana figurează în evidențele dumneavoastră?',
    'De când este întreruptă plata și din ce motiv?',
    'Ce anchetă socială are dosarul?',
  ].entries()) {
    const to = index === 1 ? { unit: desk } : of(inspector);
    await ask(secretary, elsewhere[index], [
      [{ kind: 'clarification', to, dueOn: inDays(index * 2 + 1), text }],
    ]);
  }
  await ask(secretary, elsewhere[3], [
    [{ kind: 'opinion', to: of(head), text: 'Aveți obiecții la propunere?' }],
  ]);
  await seedPapers(product, { registrar, inspector }, mine);
  const about = mine.find(({ subRegister }) => subRegister === 'petitii');
  const colleague = elsewhere.find(({ handler }) => handler !== null)?.handler;
  if (about && colleague) {
    const { id, version } = about;
    await setComplaint(product, inspector, { id, version, requestId: randomUUID(), person: colleague.id });
  }
}

async function seedPapers(
  product: Product,
  { registrar, inspector }: Pick<People, 'registrar' | 'inspector'>,
  mine: readonly CaseFileRow[],
) {
  for (const [index, { year, number }] of mine.slice(0, 5).entries()) {
    const code = encodeLabelCode({ register: 'G', year, number });
    await givePaper(product, registrar, { requestId: randomUUID(), code });
    if (index < 2) await receivePaper(product, inspector, { requestId: randomUUID(), code });
  }
}
