import type { RecordBody } from './record.ts';

/** The columns of an entry that the ledger alone decides; `verify` compares them, amendments write them. */
export type FoldedEntry = {
  id: string;
  number: number;
  record_seq: number;
  status: 'registered' | 'annulled';
  direction: string;
  channel: string;
  registered_at: string;
  registered_on: string;
  registered_by: string;
  issuer: string;
  issuer_number: string | null;
  issuer_date: string | null;
  subject: string;
  sheets: number;
  annexes: number;
  unit_id: string | null;
  dispatched_on: string | null;
  resolution: string | null;
  addressee: string | null;
  out_count: number;
  joined_year: number | null;
  joined_number: number | null;
  nomenclature_code: string | null;
  category_code: string | null;
  sub_register: string | null;
  sub_number: number | null;
  document_count: number;
  emergency_number: string | null;
  received_at: string | null;
  annul_reason: string | null;
  annulled_by: string | null;
  annulled_at: string | null;
  corrected: boolean;
  /** Its paper lies in a special register: number and hour stay here, and nothing else. */
  sealed: boolean;
  version: number;
};

/** Finds the value behind a commitment; what was lawfully erased reads as `erasedText`. */
export type ValueBehind = (commitment: string) => string;

/** What people read in place of a value that was erased at the end of its retention. */
export const erasedText = 'șters la expirarea termenului de păstrare';

/** Subject of a number whose paper was recognised as confidential and moved. */
export const sealedText = 'transmis la registrul special';

/** Subject of a number that may have been issued before a restore and that no copy has. */
export const lostText = 'pierdut la restaurare';

/** What stands for a person where nobody is known any more. */
export const nobody = '00000000-0000-0000-0000-000000000000';

type Apply = (entry: FoldedEntry, body: RecordBody, valueBehind: ValueBehind) => Partial<FoldedEntry>;

/** The row after one more record. The first record of a row is its registration. */
export function applyRecord(
  entry: FoldedEntry | undefined,
  body: RecordBody,
  valueBehind: ValueBehind,
): FoldedEntry {
  if (body.kind === 'registered') return fromRegistration(body, valueBehind);
  if (body.kind === 'lost') return fromLoss(body);
  if (entry === undefined)
    throw new Error(`record ${body.seq} changes number ${body.number} before it was registered`);
  const apply = amendments[body.kind];
  if (apply === undefined) throw new Error(`a record of kind ${body.kind} says nothing of a row`);
  return { ...entry, ...apply(entry, body, valueBehind), version: entry.version + 1 };
}

function fromRegistration(body: RecordBody, valueBehind: ValueBehind): FoldedEntry {
  const { fields, commitments } = body;
  const sub = fields.sub as { code: string; number: number } | null;
  // Only of what came as an answer or a completion (REG-03): column 12 from its first hour.
  const joined = fields.joined as { year: number; number: number } | undefined;
  return {
    id: text(fields.entry) ?? '',
    number: body.number ?? 0,
    record_seq: body.seq,
    status: 'registered',
    direction: text(fields.direction) ?? '',
    channel: text(fields.channel) ?? '',
    registered_at: body.at,
    registered_on: text(fields.on) ?? '',
    registered_by: body.by ?? '',
    issuer: committed(commitments.issuer, valueBehind) ?? '',
    issuer_number: committed(commitments.issuerNumber, valueBehind),
    issuer_date: text(fields.issuerDate),
    subject: committed(commitments.subject, valueBehind) ?? '',
    sheets: Number(fields.sheets),
    annexes: Number(fields.annexes),
    unit_id: text(fields.unit),
    dispatched_on: null,
    resolution: null,
    addressee: null,
    out_count: 0,
    joined_year: joined?.year ?? null,
    joined_number: joined?.number ?? null,
    nomenclature_code: text(fields.nomenclature),
    category_code: text(fields.category),
    sub_register: sub?.code ?? null,
    sub_number: sub?.number ?? null,
    document_count: body.documents?.length ?? 0,
    emergency_number: text(fields.emergency),
    received_at: text(fields.receivedAt),
    annul_reason: null,
    annulled_by: null,
    annulled_at: null,
    corrected: false,
    sealed: false,
    version: 1,
  };
}

// The number stays taken, as an annulled one does: its paper may be in somebody's hand.
function fromLoss(body: RecordBody): FoldedEntry {
  const nothing: RecordBody = { ...body, by: null, commitments: {}, documents: [] };
  return {
    ...fromRegistration(
      { ...nothing, fields: { ...body.fields, sheets: 0, annexes: 0, sub: null } },
      () => '',
    ),
    status: 'annulled',
    direction: 'in',
    channel: 'counter',
    registered_by: nobody,
    issuer: '–',
    subject: lostText,
    annul_reason: lostText,
    annulled_by: nobody,
    annulled_at: body.at,
  };
}

const amendments: Partial<Record<RecordBody['kind'], Apply>> = {
  routed: (_entry, body) => ({ unit_id: text(body.fields.unit) }),
  out: (entry, body, valueBehind) => ({
    dispatched_on: text(body.fields.dispatchedOn),
    resolution: committed(body.commitments.resolution, valueBehind),
    addressee: committed(body.commitments.addressee, valueBehind),
    out_count: entry.out_count + 1,
  }),
  joined: (_entry, body) => ({
    joined_year: Number(body.fields.year),
    joined_number: Number(body.fields.to),
  }),
  classified: (_entry, body) => ({ nomenclature_code: text(body.fields.nomenclature) }),
  corrected: (entry, body, valueBehind) => ({ ...correctionOf(entry, body, valueBehind), corrected: true }),
  annulled: (_entry, body, valueBehind) => ({
    status: 'annulled',
    annul_reason: committed(body.commitments.reason, valueBehind),
    annulled_by: body.by,
    annulled_at: body.at,
  }),
  // The values themselves are gone: `valueBehind` already answers for them.
  erased: () => ({}),
  // The row is another one from now on: what was known under the old id lies where few may look.
  sealed: (_entry, body) => ({
    id: text(body.fields.entry) ?? '',
    issuer: '–',
    subject: sealedText,
    ...nothingBeside,
    sealed: true,
  }),
};

const nothingBeside = {
  issuer_number: null,
  issuer_date: null,
  sheets: 0,
  annexes: 0,
  unit_id: null,
  dispatched_on: null,
  resolution: null,
  addressee: null,
  out_count: 0,
  joined_year: null,
  joined_number: null,
  nomenclature_code: null,
  category_code: null,
  document_count: 0,
  corrected: false,
} as const;

// A corrected field is in the record only when it changed; an emptied one is there as null.
function correctionOf(entry: FoldedEntry, body: RecordBody, valueBehind: ValueBehind): Partial<FoldedEntry> {
  const { fields, commitments } = body;
  return {
    subject: committed(commitments.subject, valueBehind) ?? entry.subject,
    issuer: committed(commitments.issuer, valueBehind) ?? entry.issuer,
    issuer_number:
      fields.issuerNumber === null
        ? null
        : (committed(commitments.issuerNumber, valueBehind) ?? entry.issuer_number),
    issuer_date: fields.issuerDate === undefined ? entry.issuer_date : text(fields.issuerDate),
    sheets: fields.sheets === undefined ? entry.sheets : Number(fields.sheets),
    annexes: fields.annexes === undefined ? entry.annexes : Number(fields.annexes),
  };
}

const text = (field: unknown): string | null => (typeof field === 'string' ? field : null);

const committed = (commitment: string | undefined, valueBehind: ValueBehind): string | null =>
  commitment === undefined ? null : valueBehind(commitment);
