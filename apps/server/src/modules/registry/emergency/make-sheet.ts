import { AppError, type EmergencySheetDetail, type MakeEmergencySheetRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { mayInRegister, type RegisterDirectory } from '../registers.ts';
import { findSheetOfRequest, insertSheet, openEmergencyBook, takeNumbers } from './sheet-store.ts';
import { getSheet } from './sheet-views.ts';

export type MakeSheetDeps = { db: Db; clock: Clock; registers: RegisterDirectory };

/**
 * Makes a sheet of an office's emergency book, to be printed before it is needed. Its numbers are the office's own and
 * are given once; the general series is not touched. Never for a confidential register: its paper would betray it.
 */
export async function makeEmergencySheet(
  deps: MakeSheetDeps,
  actor: Actor,
  command: MakeEmergencySheetRequest,
): Promise<EmergencySheetDetail> {
  const access = await deps.registers.require(actor, command.register);
  if (!mayInRegister(actor, access, 'entry.register')) throw new AppError('forbidden', 'identity.forbidden');
  if (access.register.kind === 'confidential') throw wrong('register', 'emergency.register-refused');
  const { requestId, ...body } = command;
  const at = deps.clock.now();
  const by = actor.accountId;
  const id = await deps.db.transaction().execute(async (tx) => {
    const officeId = await requireOffice(tx, command.office);
    const claim = { accountId: by, requestId, action: 'emergency.make-sheet', body, at };
    if (!(await claimCommand(tx, claim))) return findSheetOfRequest(tx, { by, requestId });
    const book = await openEmergencyBook(tx, { officeId, year: toLegalTime(at).year, at });
    const numbers = await takeNumbers(tx, book.id, command.lines);
    if (numbers === undefined) throw new AppError('conflict', 'emergency.book-full');
    const sheet = {
      id: newId(),
      bookId: book.id,
      registerId: access.register.id,
      ...numbers,
      at,
      by,
      requestId,
    };
    await insertSheet(tx, sheet);
    const subject = { at, subjectType: 'emergency-sheet', subjectId: sheet.id } as const;
    await recordEvent(tx, actor, { ...subject, type: 'emergency.sheet-made', data: numbers });
    return sheet.id;
  });
  return getSheet(deps, actor, id ?? '');
}

async function requireOffice(tx: Tx, code: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT offices.id FROM offices WHERE offices.code = ${code} AND offices.closed_on IS NULL
  `.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw wrong('office', 'emergency.office-not-found');
  return id;
}

const wrong = (path: string, code: 'emergency.register-refused' | 'emergency.office-not-found') =>
  new AppError('validation', code, { fields: [{ path, code }] });
