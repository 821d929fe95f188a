import { AppError, type EntryRow } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Acting, Actor } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { actingOnEntry } from '../acting-on-entry.ts';
import { receiptCodeOf } from '../ledger/commitment.ts';
import { readNumberHistory } from '../ledger/read-history.ts';
import type { LabelModel, ReceiptModel } from '../print/print-model.ts';
import { printedInstitution } from '../print/printed-institution.ts';
import { shownCode, verifyUrl } from '../print/verify-url.ts';
import type { RegisterDirectory } from '../registers.ts';
import { toEntryRow } from './entry-row.ts';
import { requireEntry } from './get-entry-detail.ts';

/** An entry as paper shows it, both as a receipt and as a label. */
export type PrintableEntry = {
  id: string;
  number: number;
  /** By whose right it is printed. */
  acting: Acting;
  receipt: ReceiptModel;
  label: LabelModel;
};

export type PrintableDeps = {
  db: Db;
  clock: Clock;
  registers: RegisterDirectory;
  organisation: OrganisationDirectory;
  publicUrl: string;
};

/** The entry for print, for who may print it; not-found or forbidden for the rest. */
export async function readPrintableEntry(
  deps: PrintableDeps,
  actor: Actor,
  key: { register: string; year: number; number: number },
): Promise<PrintableEntry> {
  const { access, record, bookId } = await requireEntry(deps, actor, key);
  const row = toEntryRow(actor, access, record);
  if (!row.actions.includes('print')) throw new AppError('forbidden', 'identity.forbidden');
  const history = await readNumberHistory(deps.db, bookId, key.number);
  const place = { access, bookId, number: key.number, unitId: record.unit_id };
  const salt = history.saltOf(history.records[0]?.body.commitments.subject);
  const code = salt ? receiptCodeOf(salt) : '';
  const institution = await printedInstitution(deps);
  const sub = access.register.subRegisters.find(({ code: subCode }) => subCode === row.subRegister);
  const common = { direction: row.direction, number: row.number, registeredOn: row.registeredOn };
  return {
    id: row.id,
    number: row.number,
    acting: await actingOnEntry(deps.db, actor, place, 'print'),
    label: {
      ...common,
      institution,
      registerLetter: access.register.labelCode,
      emergencyNumber: row.emergencyNumber,
    },
    receipt: {
      ...common,
      institution,
      registerName: access.register.name,
      registeredTime: row.registeredTime,
      senderName: row.direction === 'in' ? row.issuer : null,
      subject: row.subject,
      sheets: row.sheets,
      annexes: row.annexes,
      channel: row.channel,
      unitName: row.unit?.name ?? null,
      subNumber: sub && row.subNumber !== null ? { registerName: sub.name, number: row.subNumber } : null,
      emergency: toEmergency(row),
      receiptCode: shownCode(code),
      verifyUrl: verifyUrl(deps.publicUrl, [access.register.labelCode, row.year, row.number, code]),
    },
  };
}

function toEmergency({ emergencyNumber, receivedAt }: EntryRow): ReceiptModel['emergency'] {
  if (emergencyNumber === null || receivedAt === null) return null;
  const { date, time } = toLegalTime(new Date(receivedAt));
  return { number: emergencyNumber, receivedOn: date, receivedTime: time };
}
