import { AppError, type EventType, type TermCancelReason, type TermRole } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import type { EventActor } from '../events/index.ts';
import type { LawSnapshot } from './deadline-book.ts';
import { columns, record, type TermBeginning, toTermRow } from './plan-terms.ts';
import { tellOfTerms, tellPeople } from './tell-of-terms.ts';
import { ruleOfTerm, type Term, type TermDeps } from './term.ts';
import { lockTerms, saveTerms, type TermChange, type TermPick } from './term-store.ts';

/** What every act on terms is handed beside what it does: in whose name, and when. */
export type TermAct = { readonly actor: EventActor; readonly at: Date };

/**
 * Starts terms, in the caller's transaction. Throws `term.role-taken` when a file has one of that role that runs, and what
 * counting throws.
 */
export async function startTerms(
  tx: Tx,
  deps: TermDeps,
  { actor, at, starts }: TermAct & { starts: readonly TermBeginning[] },
): Promise<void> {
  if (starts.length === 0) return;
  const law = await deps.deadlines.read(tx);
  const rows = starts.map((start) => toTermRow(law, start));
  await refuseTaken(tx, starts);
  await sql`
    INSERT INTO terms (${sql.raw(columns.join(', '))})
    SELECT term.id, term.file, term.role, term.rule, term.valid_from, term.cap, term.suspendable, term.started_at,
      term.start_on, term.target, term."limit", term.limit_at, term.due
    FROM json_to_recordset(${JSON.stringify(rows)}) AS ${sql.raw(record)}
  `.execute(tx);
  const told = rows.map((row) => ({
    id: row.id,
    caseFileId: row.file,
    role: row.role,
    ruleId: row.rule,
    due: row.due,
  }));
  await tellOfTerms(tx, deps, { actor, at, type: 'term.started', terms: told });
}

async function refuseTaken(tx: Tx, starts: readonly TermBeginning[]) {
  const taken = (await lockTerms(tx, starts)).filter(isOpen);
  if (taken.length > 0) throw new AppError('conflict', 'term.role-taken');
}

const isOpen = ({ status }: Pick<Term, 'status'>) => status === 'running' || status === 'suspended';

/** A term that something met: the answer left (`letter`), a person dispatched it or closed the file. */
export type Meeting = {
  readonly caseFileId: string;
  /** Every role that runs, when it is not said. */
  readonly role?: TermRole;
  readonly metAt: Date;
  readonly cause: 'letter' | 'dispatched' | 'closed' | 'redirected' | 'handed-over';
  readonly causeId: string | null;
};

/** Terms that run are met; those that do not are left as they are. Gives how many. */
export async function meetTerms(
  tx: Tx,
  deps: TermDeps,
  { actor, at, meetings }: TermAct & { meetings: readonly Meeting[] },
): Promise<number> {
  const terms = (await lockTerms(tx, meetings)).filter(isOpen);
  return write(tx, deps, { actor, at, type: 'term.met' }, terms, (term) => {
    const meeting = meetings.find((each) => isPicked(term, each));
    if (meeting === undefined) return undefined;
    const { metAt, cause, causeId } = meeting;
    return { status: 'met', suspendedOn: null, met: { at: latest(metAt, term.startedAt), cause, causeId } };
  });
}

// A paper may be dated before it was entered: what was met cannot be so before it began.
const latest = (one: Date, other: Date) => (one < other ? other : one);
const isPicked = (term: Term, { caseFileId, role }: TermPick) =>
  term.caseFileId === caseFileId && (role === undefined || role === term.role);

/** What met terms is no more: a bounced answer is not an answer. */
export type Unmeeting = TermPick & { readonly causeId?: string };

/** Terms that were met run again, with the dates that they had; told to whoever has the file. Gives how many. */
export async function unmeetTerms(
  tx: Tx,
  deps: TermDeps,
  { actor, at, unmeetings }: TermAct & { unmeetings: readonly Unmeeting[] },
): Promise<number> {
  const locked = await lockTerms(tx, unmeetings);
  const taken = new Set(locked.filter(isOpen).map(roleKey));
  const met = locked.filter((term) => term.status === 'met' && !taken.has(roleKey(term)));
  const back = met.filter((term) =>
    unmeetings.some(
      (each) => isPicked(term, each) && (each.causeId === undefined || each.causeId === term.metCauseId),
    ),
  );
  const count = await write(tx, deps, { actor, at, type: 'term.unmet' }, back, () => ({
    ...{ status: 'running', met: null },
  }));
  // Whoever opens a file again knows; that an answer came back, nobody has seen.
  await tellPeople(tx, deps, {
    ...{ kind: 'term-unmet', at },
    terms: back.filter(({ metCause }) => metCause !== 'closed'),
  });
  return count;
}

/** Which term grows and by how much; `on`: the legal day of what extends it, where that is recorded later. */
type TermExtension = {
  readonly caseFileId: string;
  readonly role: TermRole;
  readonly by: number;
  readonly on?: string;
};

/**
 * Extends the running term of a role, once. Throws `term.not-found`, `term.already-extended`, `term.too-late-to-extend`,
 * `deadline.extension-beyond-cap`. Gives the new due day.
 */
export async function extendTerm(
  tx: Tx,
  deps: TermDeps,
  { actor, at, caseFileId, role, by, on }: TermAct & TermExtension,
): Promise<string> {
  const law = await deps.deadlines.read(tx);
  const term = await requireOpen(tx, { caseFileId, role });
  const today = toLegalTime(at).date;
  if (term.extendedBy > 0) throw new AppError('conflict', 'term.already-extended');
  if (term.dueOn < (on ?? today)) throw new AppError('conflict', 'term.too-late-to-extend');
  const dates = recount(law, { ...term, extendedBy: by });
  await write(tx, deps, { actor, at, type: 'term.extended' }, [term], () => ({
    ...{ dates, extendedBy: by, extendedAt: at },
    // Recorded after the first day passed, it may be missed anew.
    ...(dates.due >= today && { missedAt: null }),
  }));
  return dates.due;
}

async function requireOpen(tx: Tx, pick: Required<TermPick>): Promise<Term> {
  const [term] = (await lockTerms(tx, [pick])).filter(isOpen);
  if (term === undefined) throw new AppError('not-found', 'term.not-found');
  return term;
}

/** Terms that run end without being met: the file is closed or joined, or goes another way. Gives how many. */
export async function cancelTerms(
  tx: Tx,
  deps: TermDeps,
  { actor, at, picks, reason }: TermAct & { picks: readonly TermPick[]; reason: TermCancelReason },
): Promise<number> {
  const terms = (await lockTerms(tx, picks)).filter(isOpen);
  return write(tx, deps, { actor, at, type: 'term.cancelled' }, terms, () => ({
    ...{ status: 'cancelled', suspendedOn: null, cancelled: { at, reason } },
  }));
}

/** Terms that ended because their file was closed run again with it, unless another of their role does. Gives how many. */
export async function reviveTerms(
  tx: Tx,
  deps: TermDeps,
  { actor, at, picks }: TermAct & { picks: readonly TermPick[] },
): Promise<number> {
  const locked = await lockTerms(tx, picks);
  const taken = new Set(locked.filter(isOpen).map(roleKey));
  const ended = locked.filter(
    (term) => term.status === 'cancelled' && term.cancelReason === 'closed' && !taken.has(roleKey(term)),
  );
  // Closed and opened more than once: the last that ended of a role.
  const last = new Map(ended.map((term) => [roleKey(term), term]));
  return write(tx, deps, { actor, at, type: 'term.resumed' }, [...last.values()], () => ({
    ...{ status: 'running', cancelled: null },
  }));
}

const roleKey = ({ caseFileId, role }: Pick<Term, 'caseFileId' | 'role'>) => `${caseFileId} ${role}`;

/** Stops a term where the law allows it; throws `term.not-suspendable`, `term.not-found`. */
export async function suspendTerm(
  tx: Tx,
  deps: TermDeps,
  { actor, at, ...pick }: TermAct & Required<TermPick>,
): Promise<void> {
  const term = await requireOpen(tx, pick);
  if (!term.suspendable) throw new AppError('conflict', 'term.not-suspendable');
  if (term.status === 'suspended') return;
  await write(tx, deps, { actor, at, type: 'term.suspended' }, [term], () => ({
    ...{ status: 'suspended', suspendedOn: toLegalTime(at).date },
  }));
}

/** Lets a suspended term run on: the days of suspension are not counted. Throws `term.not-suspended`. */
export async function resumeTerm(
  tx: Tx,
  deps: TermDeps,
  { actor, at, ...pick }: TermAct & Required<TermPick>,
): Promise<void> {
  const law = await deps.deadlines.read(tx);
  const term = await requireOpen(tx, pick);
  if (term.suspendedOn === null) throw new AppError('conflict', 'term.not-suspended');
  const days = Math.round((Date.parse(toLegalTime(at).date) - Date.parse(term.suspendedOn)) / 86_400_000);
  const suspendedDays = term.suspendedDays + days;
  const dates = recount(law, { ...term, suspendedDays });
  await write(tx, deps, { actor, at, type: 'term.resumed' }, [term], () => ({
    ...{ status: 'running', suspendedOn: null, suspendedDays, dates },
  }));
}

/** The dates of a term as the law stands now, by the version of the rule that it began with. */
export function recount(law: LawSnapshot, term: Term): NonNullable<TermChange['dates']> {
  const start = { on: term.startOn, at: term.startedAt.toISOString() };
  const prolonged = { extension: term.extendedBy, suspendedDays: term.suspendedDays };
  const { target, limit, limitAt, due } = law.dates(ruleOfTerm(term), start, prolonged);
  return { target, limit, limitAt, due };
}

/** Writes what is made of each term, tells it, gives how many changed. */
export async function write(
  tx: Tx,
  deps: TermDeps,
  act: TermAct & { type: EventType },
  terms: readonly Term[],
  change: (term: Term) => Omit<TermChange, 'id'> | undefined,
): Promise<number> {
  const changed = terms.flatMap((term) => {
    const made = change(term);
    return made ? [{ term, made: { ...made, id: term.id } }] : [];
  });
  await saveTerms(
    tx,
    changed.map(({ made }) => made),
  );
  const told = changed.map(({ term, made }) => ({
    ...{ id: term.id, caseFileId: term.caseFileId, role: term.role, ruleId: term.ruleId },
    due: made.dates?.due ?? term.dueOn,
    before: term.dueOn,
  }));
  await tellOfTerms(tx, deps, { ...act, terms: told });
  return changed.length;
}
