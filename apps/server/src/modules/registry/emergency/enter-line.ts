import {
  AppError,
  type EmergencySheetDetail,
  type EnterEmergencyLineRequest,
  type ErrorCode,
} from '@opis/contracts';
import { DatabaseError } from 'pg';
import { fromLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import type { Registered } from '../batch/prepared-entry.ts';
import { type RegisterDocumentDeps, registerDocument } from '../register-document.ts';
import { getSheet } from './sheet-views.ts';

/**
 * Enters a line of a sheet: it takes the next number of the register like any other paper, and keeps the sheet's number
 * and hour beside. Throws conflict for a line that has its end already; the database refuses it too, whoever asks.
 */
export async function enterEmergencyLine(
  deps: RegisterDocumentDeps,
  actor: Actor,
  command: EnterEmergencyLineRequest & { sheetId: string; number: number },
): Promise<Registered> {
  const { sheetId, number, receivedOn, receivedTime, ...paper } = command;
  const sheet = await getSheet(deps, actor, sheetId);
  const line = sheet.lines.find((each) => each.number === number);
  if (line === undefined) throw new AppError('not-found', 'emergency.line-not-found');
  const receivedAt = requireHour(sheet, { receivedOn, receivedTime, now: deps.clock.now() });
  const emergency = { number: line.code, receivedAt: receivedAt.toISOString() };
  try {
    return await registerDocument(deps, actor, { ...paper, register: sheet.register.code, emergency });
  } catch (error) {
    throw toSettled(error);
  }
}

type Hour = { receivedOn: string; receivedTime: string; now: Date };

function requireHour(sheet: EmergencySheetDetail, { receivedOn, receivedTime, now }: Hour): Date {
  const hour = fromLegalTime(receivedOn, receivedTime);
  if (hour === undefined) throw wrong('emergency.hour-missing');
  // The sheet tells minutes: what was written in the minute of its making was written after it.
  if (hour.getTime() < Math.floor(Date.parse(sheet.printedAt) / 60_000) * 60_000)
    throw wrong('emergency.received-before-print');
  if (hour > now) throw wrong('emergency.received-in-future');
  return hour;
}

const wrong = (code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path: 'receivedTime', code }] });

const settledBy = new Set(['emergency_settlements_pk', 'entries_emergency_once']);

function toSettled(error: unknown): unknown {
  const settled = error instanceof DatabaseError && settledBy.has(error.constraint ?? '');
  return settled ? new AppError('conflict', 'emergency.line-settled', { cause: error }) : error;
}
