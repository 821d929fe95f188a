import {
  AppError,
  type ExportBookRequest,
  type ExportPreview,
  type ExportPreviewQuery,
  type LongWork,
} from '@opis/contracts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { beginLongWork, getLongWork } from '../../long-works/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import type { RegisterDirectory } from '../registers.ts';
import { exportBook } from './export-book.ts';
import { type Asker, countBookLines, type ExportQuestion } from './read-book-lines.ts';
import { volumesOf } from './write-pdf.ts';

export type RequestExportDeps = { db: Db; clock: Clock; registers: RegisterDirectory };

/** What an export would hold. Errors: as for the export itself. */
export async function previewExport(
  deps: RequestExportDeps,
  actor: Actor,
  { register, ...question }: ExportPreviewQuery & { register: string },
): Promise<ExportPreview> {
  const asker = await requireAsker(deps, actor, register);
  refuseBackwards(question);
  const { count, annulled } = await countBookLines(deps.db, asker, question);
  const { from: _from, to: _to, ...filter } = question;
  const whole = Object.values(filter).every((part) => part === undefined || part === false);
  return { count, annulled, volumes: volumesOf(count), whole };
}

/** Puts the export of a period in line. Errors: `export.no-right`, `export.period`, `export.nothing`. */
export async function requestExport(
  deps: RequestExportDeps,
  actor: Actor,
  command: ExportBookRequest & { register: string },
): Promise<LongWork> {
  const { requestId, format, register, ...question } = command;
  const asker = await requireAsker(deps, actor, register);
  refuseBackwards(question);
  if ((await countBookLines(deps.db, asker, question)).count === 0)
    throw new AppError('conflict', 'export.nothing');
  const now = deps.clock.now();
  const id = await deps.db.transaction().execute((tx) =>
    beginLongWork(tx, exportBook, {
      accountId: actor.accountId,
      requestId,
      params: { username: actor.username, register, format, question },
      label: { register: asker.access.register.name, from: question.from, to: question.to, format },
      at: now,
    }),
  );
  return (await getLongWork(deps.db, { accountId: actor.accountId, id, now })).work;
}

async function requireAsker(deps: RequestExportDeps, actor: Actor, register: string): Promise<Asker> {
  const access = await deps.registers.require(actor, register);
  if (!mayReadBook(actor, access)) throw new AppError('forbidden', 'export.no-right');
  return { actor, access };
}

function refuseBackwards({ from, to }: Pick<ExportQuestion, 'from' | 'to'>) {
  if (to >= from) return;
  throw new AppError('validation', 'export.period', { fields: [{ path: 'to', code: 'export.period' }] });
}
