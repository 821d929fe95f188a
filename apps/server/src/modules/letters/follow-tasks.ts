import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import type { SettledTask, TaskSubscriber } from '../case-files/index.ts';
import { tell } from './acts/act-on-letter.ts';
import type { LetterState } from './letter.ts';
import { endRoute, readLetters, updateLetter, writeSignatures } from './letter-store.ts';

/**
 * What is answered about a letter moves it on, in the same transaction: endorsed by all, it is approved; signed by all,
 * it waits for its scan; sent back or not endorsed, it is a draft again with the reason.
 */
export function letterTaskSubscriber({ clock }: { clock: Clock }): TaskSubscriber {
  return {
    async answered(tx, tasks) {
      const ours = tasks.filter(({ subjectType }) => subjectType === 'letter-version');
      const routes = Map.groupBy(ours, ({ subjectId }) => subjectId);
      for (const [routeId, settled] of routes) await follow(tx, { clock, routeId, settled });
    },
  };
}

type Settled = { clock: Clock; routeId: string; settled: readonly SettledTask[] };

async function follow(tx: Tx, { clock, routeId, settled }: Settled) {
  const [letter] = await readLetters(
    tx,
    sql`letters.id = (SELECT letter_routes.letter_id FROM letter_routes WHERE letter_routes.id = ${routeId})`,
    { lock: true },
  );
  // What was recalled or sent again since is no longer asked: its tasks end without moving it.
  if (letter?.route?.id !== routeId || letter.status === 'draft' || letter.status === 'ready') return;
  const refusal = settled.find(isRefusal);
  if (refusal) return giveBack(tx, letter, { routeId, refusal });
  for (const task of settled) {
    if (task.status === 'done' && task.kind === 'signature') await sign(tx, letter, { task, clock });
  }
  const [last] = settled;
  if (last) await moveOn(tx, letter, { task: last });
}

const isRefusal = ({ status, verdict, returnedTo }: SettledTask) =>
  verdict === 'unfavourable' || (status === 'returned' && returnedTo === null);

async function giveBack(
  tx: Tx,
  letter: LetterState,
  { routeId, refusal }: { routeId: string; refusal: SettledTask },
) {
  const { acting, at, answer } = refusal;
  await endRoute(tx, acting, { routeId, as: 'returned', reason: answer ?? '' }, at);
  await updateLetter(tx, letter.id, { status: 'draft' }, at);
  await tell(tx, acting, { letter, event: 'letter.returned-to-author', at });
}

async function sign(tx: Tx, letter: LetterState, { task, clock }: { task: SettledTask; clock: Clock }) {
  const place = letter.route?.signatures.find(({ staffId }) => staffId === task.toPersonId);
  if (place === undefined || letter.route === null || place.method !== null) return;
  // With a certificate one signs the PDF itself, from the letter's page: an answer alone signs nothing.
  if (letter.route.signing === 'electronic') throw new AppError('conflict', 'letter.sign-in-letter');
  const on = toLegalTime(clock.now()).date;
  const signed = { routeId: letter.route.id, staffIds: [place.staffId], method: 'paper' as const, on };
  await writeSignatures(tx, task.acting, signed, task.at);
  await tell(tx, task.acting, { letter, event: 'letter.signed', at: task.at });
}

async function moveOn(tx: Tx, letter: LetterState, { task }: { task: SettledTask }) {
  const { acting, at } = task;
  const status = await statusOf(tx, letter);
  if (status === letter.status) return;
  await updateLetter(tx, letter.id, { status }, at);
  if (status === 'approved') await tell(tx, acting, { letter, event: 'letter.approved', at });
}

// A required step that ended undone (who was asked is barred, the file was joined) holds the letter: it is taken back.
async function statusOf(tx: Tx, { route }: LetterState): Promise<LetterState['status']> {
  const { rows } = await sql<{ pending: boolean; unsigned: boolean }>`
    SELECT EXISTS (SELECT FROM case_tasks WHERE case_tasks.subject_id = ${route?.id}
        AND (case_tasks.kind <> 'signature' AND case_tasks.status IN ('waiting', 'open')
          OR case_tasks.required AND case_tasks.status = 'withdrawn' AND NOT EXISTS (SELECT FROM case_tasks AS later
            WHERE later.line_id = case_tasks.line_id AND later.position = case_tasks.position
              AND later.round > case_tasks.round))) AS pending,
      EXISTS (SELECT FROM letter_signatures WHERE letter_signatures.route_id = ${route?.id}
        AND letter_signatures.method IS NULL) AS unsigned
  `.execute(tx);
  const [state] = rows;
  if (state?.pending) return 'in-route';
  return state?.unsigned === false ? 'signed' : 'approved';
}
