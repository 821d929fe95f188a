import {
  type AnonymousGround,
  type AnonymousWay,
  AppError,
  type AtStake,
  formatRegistrationNumber,
  type LetterStatus,
  type LikenessBasis,
  type PetitionView,
  type TriageDecision,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { type EntryReach, readEntryReach } from '../../registry/index.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { readPetitionStanding } from './petition-standing.ts';

type Decision = { at: string; by: string; reason: string };
type Letter = { id: string; status: LetterStatus; left: boolean };
type Mention = {
  id: string;
  number: number;
  on: string;
  kind: 'joined' | 'repeat';
  basis: LikenessBasis;
} & Decision;

type Row = {
  triage: ({ decision: TriageDecision } & Decision) | null;
  decided: ({ atStake: AtStake; way: AnonymousWay; ground: AnonymousGround } & Decision) | null;
  redirection: ({ body: string; dueOn: string | null; letter: Letter; notice: Letter } & Decision) | null;
  extension:
    | ({
        days: number;
        firstDueOn: string;
        dueOn: string;
        toldOn: string | null;
        inTime: boolean | null;
        notice: Letter;
      } & Decision)
    | null;
  mentions: Mention[] | null;
  first: { id: string; number: number; on: string; kind: 'joined' | 'repeat' } | null;
  moved: ({ number: number; on: string } & Decision) | null;
};

/** What the law of petitions says of one file, for whoever may read it; not-found for the rest. */
export async function getPetition(deps: PetitionDeps, actor: Actor, id: string): Promise<PetitionView> {
  const reach = await readEntryReach(deps, actor);
  const petition = await readPetitionStanding(deps.db, { reach, clock: deps.clock, actor }, id);
  if (petition === undefined || !petition.file.reader) throw new AppError('not-found', 'case-file.not-found');
  const row = await readRow(deps, reach, id);
  const open = petition.file.status !== 'closed' && !petition.file.sealed;
  return {
    id,
    version: petition.file.version,
    actions: [...petition.actions],
    procedure: petition.file.procedure.code,
    triage: row.triage && instant(row.triage),
    anonymous: open && row.decided === null ? petition.anonymous : null,
    decided: row.decided && instant(row.decided),
    redirection: row.redirection && instant(row.redirection),
    extension: row.extension && instant(row.extension),
    extensionCap: petition.extensionCap,
    mentions: (row.mentions ?? []).map(({ number, on, ...mention }) => ({
      ...instant(mention),
      registrationNumber: formatRegistrationNumber(number, on),
    })),
    first: row.first && {
      id: row.first.id,
      registrationNumber: formatRegistrationNumber(row.first.number, row.first.on),
      kind: row.first.kind,
    },
    movedFrom: row.moved && toMoved(row.moved),
  };
}

// JSON made by the database writes instants with its own offset.
const instant = <T extends { at: string }>(decision: T): T => ({
  ...decision,
  at: new Date(decision.at).toISOString(),
});

function toMoved({ number, on, ...decision }: NonNullable<Row['moved']>) {
  return { ...instant(decision), registrationNumber: formatRegistrationNumber(number, on) };
}

const byName = (table: string): RawBuilder<unknown> =>
  sql`(SELECT account_names.name FROM account_names WHERE account_names.account_id = ${sql.ref(`${table}.account_id`)})`;

const letterJson = (alias: string): RawBuilder<unknown> =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'status', ${sql.ref(`${alias}.status`)}, 'left', ${sql.ref(`${alias}.status`)} = 'left')`;

async function readRow({ db }: PetitionDeps, { fileReadable }: EntryReach, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    SELECT
      (SELECT json_build_object('decision', petition_triages.decision, 'at', petition_triages.at, 'reason',
          petition_triages.reason, 'by', coalesce(${byName('petition_triages')}, ''))
        FROM petition_triages WHERE petition_triages.case_file_id = ${id} ORDER BY petition_triages.id DESC LIMIT 1) AS triage,
      (SELECT json_build_object('atStake', anonymous_decisions.at_stake, 'way', anonymous_decisions.way, 'ground',
          anonymous_decisions.ground, 'at', anonymous_decisions.at, 'reason', anonymous_decisions.reason, 'by',
          coalesce(${byName('anonymous_decisions')}, ''))
        FROM anonymous_decisions WHERE anonymous_decisions.case_file_id = ${id}
        ORDER BY anonymous_decisions.id DESC LIMIT 1) AS decided,
      (SELECT json_build_object('body', redirections.body_name, 'at', redirections.at, 'reason', redirections.reason, 'by',
          coalesce(${byName('redirections')}, ''), 'letter', ${letterJson('main')}, 'notice', ${letterJson('notice')},
          'dueOn', (SELECT terms.due_on FROM terms WHERE terms.case_file_id = ${id} AND terms.role = 'redirect'
            ORDER BY terms.started_at DESC, terms.id DESC LIMIT 1))
        FROM redirections JOIN letters AS main ON main.id = redirections.letter_id
        JOIN letters AS notice ON notice.id = redirections.notice_id
        WHERE redirections.case_file_id = ${id} AND redirections.withdrawn_at IS NULL) AS redirection,
      (SELECT json_build_object('days', petition_extensions.days, 'firstDueOn', coalesce((SELECT terms.due_on FROM terms
            WHERE terms.case_file_id = ${id} AND terms.role = 'notice' ORDER BY terms.id DESC LIMIT 1),
            petition_extensions.first_due_on), 'dueOn', petition_extensions.due_on, 'toldOn',
          petition_extensions.told_on, 'inTime', petition_extensions.in_time, 'at', petition_extensions.at, 'reason', petition_extensions.reason, 'by',
          coalesce(${byName('petition_extensions')}, ''), 'notice', ${letterJson('notice')})
        FROM petition_extensions JOIN letters AS notice ON notice.id = petition_extensions.letter_id
        WHERE petition_extensions.case_file_id = ${id}) AS extension,
      (SELECT json_agg(json_build_object('id', mention.case_file_id, 'number', entries.number, 'on', entries.registered_on,
          'kind', mention.kind, 'basis', mention.basis, 'at', mention.at, 'reason', mention.reason, 'by',
          coalesce(${byName('mention')}, '')) ORDER BY mention.id)
        FROM petition_joinders AS mention JOIN entries ON entries.id = mention.case_file_id
        JOIN books ON books.id = entries.book_id
        WHERE mention.first_id = ${id} AND ${fileReadable}) AS mentions,
      (SELECT json_build_object('id', petition_joinders.first_id, 'number', entries.number, 'on', entries.registered_on,
          'kind', petition_joinders.kind)
        FROM petition_joinders JOIN entries ON entries.id = petition_joinders.first_id
        JOIN books ON books.id = entries.book_id
        WHERE petition_joinders.case_file_id = ${id} AND ${fileReadable}
        ORDER BY petition_joinders.id DESC LIMIT 1) AS first,
      (SELECT json_build_object('number', entries.number, 'on', entries.registered_on, 'at', sealed_transfers.at, 'reason',
          sealed_transfers.reason, 'by', coalesce(${byName('sealed_transfers')}, ''))
        FROM sealed_transfers JOIN entries ON entries.id = sealed_transfers.stub_id
        WHERE sealed_transfers.entry_id = ${id}) AS moved
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AppError('not-found', 'case-file.not-found');
  return row;
}
