import { formatRegistrationNumber, type IntakeEntry, type IntakeProposal } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import { firstDue, planTerms } from '../../deadlines/index.ts';
import { type EntryReach, generalRegister } from '../../registry/index.ts';
import type { IntakeDeps } from '../decide/intake-deps.ts';
import type { Intake } from '../decide/intake-store.ts';
import { procedureOfKind } from '../decide/procedure-of-kind.ts';
import { readNoConfirmation } from '../decide/read-confirmation.ts';
import { readSender } from '../decide/read-sender.ts';
import { incomingMailText } from '../incoming-mail-text.ts';

/** The proposal for a message as a person reads it: codes have names, the term is counted as if it were registered now. */
export async function describeProposal(
  deps: IntakeDeps,
  message: Intake,
  { words, reach }: { words: readonly string[]; reach: EntryReach },
): Promise<IntakeProposal> {
  const now = deps.clock.now();
  const confidential = message.sealedRegisterId !== null;
  const joins =
    (await readEntriesInSight(deps, message.joinsEntryId ? [message.joinsEntryId] : [], reach))[0] ?? null;
  const kind = message.kind === 'reply' && joins === null ? 'unknown' : message.kind;
  const isRegistered = kind !== 'not-registered' && kind !== 'unknown';
  const sender = await readSender(deps.db, message);
  const noConfirmation = await readNoConfirmation(deps.db, message, { confidential, now });
  const counts = isRegistered && joins === null && !confidential;
  return {
    kind,
    reason: message.reason,
    rule: message.ruleId === null ? null : await readRule(deps, message.ruleId, words),
    register: isRegistered ? await readRegister(deps, message) : null,
    ...(await readPlace(deps, message, { joined: joins !== null })),
    ...(counts ? await readTerm(deps, message, now) : noTerm),
    subject: message.subject || incomingMailText('no-subject'),
    sender: { ...sender, email: sender.email ?? null, partyId: sender.partyId ?? null },
    ...{ confirms: isRegistered && noConfirmation === null, noConfirmation, joins },
  };
}

/** Where it would go; an answer goes where its file lies. */
async function readPlace({ organisation }: IntakeDeps, message: Intake, { joined }: { joined: boolean }) {
  const category = message.categoryCode ? await organisation.findCategory(message.categoryCode) : undefined;
  const unitCode = joined ? undefined : (message.unitCode ?? category?.unitCode ?? undefined);
  const unit = unitCode === undefined ? undefined : await organisation.findUnit(unitCode);
  return {
    category: category ? { code: category.code, name: category.name } : null,
    unit: unit ? { code: unit.code, name: unit.name, shortName: unit.shortName } : null,
  };
}

type Term = Pick<IntakeProposal, 'procedure' | 'dueOn' | 'days'>;
const noTerm: Term = { procedure: null, dueOn: null, days: null };

async function readTerm({ procedures, deadlines }: IntakeDeps, message: Intake, now: Date): Promise<Term> {
  const code = message.procedureCode ?? procedureOf(message);
  const all = await procedures.list();
  const { categoryCode } = message;
  const procedure =
    all.find((each) => each.code === code) ??
    all.find(
      ({ active, categories }) => active && categoryCode !== null && categories.includes(categoryCode),
    );
  if (procedure === undefined) return noTerm;
  const answer = procedure.terms.find(({ role }) => role === 'answer');
  if (answer === undefined) return { ...noTerm, procedure: procedure.name };
  const law = await deadlines.read();
  const registeredOn = toLegalTime(now).date;
  const rows = planTerms(law, [answer], { caseFileId: message.id, at: now, registeredOn });
  return {
    procedure: procedure.name,
    dueOn: firstDue(rows),
    days: law.rule(answer.rule, registeredOn).value,
  };
}

const procedureOf = ({ kind }: Intake) =>
  kind === 'not-registered' || kind === 'unknown' ? null : procedureOfKind(kind);

async function readRegister({ db }: IntakeDeps, { registerCode, sealedRegisterId }: Intake) {
  const { rows } = await sql<{ code: string; name: string }>`
    SELECT registers.code, registers.name FROM registers
    WHERE ${sealedRegisterId === null ? sql`registers.code = ${registerCode ?? generalRegister.code}` : sql`registers.id = ${sealedRegisterId}`}
  `.execute(db);
  return rows[0] ?? null;
}

async function readRule({ db }: IntakeDeps, id: string, words: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    number: number;
    name: string;
    proposed: number;
    accepted: number;
  }>`
    SELECT newest.id, newest.number, newest.name, (SELECT count(*)::int FROM intake_decisions
        WHERE intake_decisions.rule_id = newest.id AND intake_decisions.what <> 'reopened') AS proposed,
      (SELECT count(*)::int FROM intake_decisions WHERE intake_decisions.rule_id = newest.id
        AND intake_decisions.as_proposed) AS accepted
    FROM intake_rules AS newest WHERE newest.id = ${id} ORDER BY newest.version DESC LIMIT 1
  `.execute(db);
  return rows[0] ? { ...rows[0], words: [...words] } : null;
}

type EntryRow = Omit<IntakeEntry, 'registrationNumber'> & { registered_on: string };

/** These entries, as far as the asker may see their rows. */
export async function readEntriesInSight(
  { db }: IntakeDeps,
  ids: readonly string[],
  { rowVisible }: EntryReach,
): Promise<IntakeEntry[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<EntryRow>`
    SELECT entries.id AS "entryId", registers.code AS register, books.year, entries.number, entries.registered_on,
      entries.subject, units.short_name AS unit
    FROM entries JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    LEFT JOIN units ON units.id = entries.unit_id
    WHERE entries.id = ANY (${[...ids]}::uuid[]) AND ${rowVisible}
  `.execute(db);
  return rows.map(({ registered_on, ...row }) => ({
    ...row,
    registrationNumber: formatRegistrationNumber(row.number, registered_on),
  }));
}
