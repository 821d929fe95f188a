import {
  AppError,
  type CaseFileStatus,
  type CaseOutcome,
  formatRegistrationNumber,
  type SimilarPetition,
  type SimilarPetitions,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type EntryReach, readEntryReach } from '../../registry/index.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { readPetitionStanding } from './petition-standing.ts';

/** Of the petitions that somebody may read, how many of the newest are compared by their words. */
const comparedByWords = 2_000;
/** Of the same person, how many are told whatever they say. */
const ofOnePerson = 200;
/** From which likeness of subjects on (pg_trgm) two papers are shown as perhaps the same. */
const alikeFrom = 0.45;
const shown = 20;

/** An earlier petition, with how it was found. */
export type Earlier = {
  id: string;
  register: string;
  year: number;
  number: number;
  registered_on: string;
  subject: string;
  issuer: string;
  status: CaseFileStatus;
  outcome: CaseOutcome | null;
  same_person: boolean;
  /** Of the subjects, from 0 to 1. */
  likeness: number;
};

/**
 * Earlier petitions that look like this one: by the same person (under whatever card) or with nearly the same words. What
 * the asker may not read is left out before anything is counted or capped.
 */
export async function listSimilar(deps: PetitionDeps, actor: Actor, id: string): Promise<SimilarPetitions> {
  const reach = await readEntryReach(deps, actor);
  const petition = await readPetitionStanding(deps.db, { reach, clock: deps.clock, actor }, id);
  if (petition === undefined || !petition.file.reader) throw new AppError('not-found', 'case-file.not-found');
  return { items: (await findEarlier(deps.db, reach, { id })).map(toSimilar) };
}

/** The same among those that `firstId` names alone, or all of them. */
export async function findEarlier(
  db: Db | Tx,
  { fileReadable }: EntryReach,
  { id, firstId }: { id: string; firstId?: string },
): Promise<Earlier[]> {
  const only = firstId === undefined ? sql`true` : sql`case_files.id = ${firstId}`;
  const { rows } = await sql<Earlier>`
    WITH this AS (
      SELECT entries.id, fold(entries.subject) AS words, books.register_id,
        ARRAY(SELECT under.id FROM parties_under(surviving_party(entries.party_id)) AS under) AS persons
      FROM entries JOIN books ON books.id = entries.book_id WHERE entries.id = ${id}
    ), of_person AS MATERIALIZED (
      SELECT case_files.id FROM this
      JOIN entries ON entries.party_id = ANY (this.persons)
      JOIN case_files ON case_files.id = entries.id
      JOIN books ON books.id = entries.book_id AND books.register_id = this.register_id
      WHERE entries.id < this.id AND entries.direction = 'in' AND ${only} AND ${fileReadable}
      ORDER BY entries.id DESC LIMIT ${ofOnePerson}
    ), newest AS MATERIALIZED (
      SELECT case_files.id FROM this
      JOIN case_files ON case_files.id < this.id AND case_files.procedure <> 'general'
      JOIN entries ON entries.id = case_files.id AND entries.direction = 'in'
      JOIN books ON books.id = entries.book_id AND books.register_id = this.register_id
      WHERE ${only} AND ${fileReadable}
      ORDER BY case_files.id DESC LIMIT ${comparedByWords}
    )
    SELECT case_files.id, registers.code AS register, books.year, entries.number, entries.registered_on, entries.subject,
      entries.issuer, case_files.status, case_files.outcome, found.same_person,
      similarity(fold(entries.subject), this.words) AS likeness
    FROM this CROSS JOIN (
      SELECT candidates.id, bool_or(candidates.same_person) AS same_person
      FROM (SELECT of_person.id, true AS same_person FROM of_person
        UNION ALL SELECT newest.id, false FROM newest) AS candidates
      GROUP BY candidates.id
    ) AS found
    JOIN case_files ON case_files.id = found.id
    JOIN entries ON entries.id = found.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    WHERE (case_files.outcome IS NULL OR case_files.outcome NOT IN ('joined', 'annulled', 'moved-to-sealed'))
      AND (found.same_person OR similarity(fold(entries.subject), this.words) >= ${alikeFrom})
    ORDER BY found.same_person AND similarity(fold(entries.subject), this.words) >= ${alikeFrom} DESC,
      similarity(fold(entries.subject), this.words) DESC, case_files.id DESC
    LIMIT ${shown}
  `.execute(db);
  return rows;
}

/** How an earlier petition was found. */
export const basisOf = ({ same_person, likeness }: Pick<Earlier, 'same_person' | 'likeness'>) => {
  if (!same_person) return 'text' as const;
  return likeness >= alikeFrom ? ('both' as const) : ('person' as const);
};

/** In percent, as people are shown it. */
export const percentOf = ({ likeness }: Pick<Earlier, 'likeness'>) => Math.round(likeness * 100);

/** Outcomes after which the petitioner has had an answer (art. 10 (2)). */
export const answeredOutcomes: readonly (CaseOutcome | null)[] = [
  'answered',
  'granted',
  'refused',
  'redirected',
];

const toSimilar = (row: Earlier): SimilarPetition => ({
  id: row.id,
  registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
  registeredOn: row.registered_on,
  subject: row.subject,
  issuer: row.issuer,
  status: row.status,
  outcome: row.outcome,
  basis: basisOf(row),
  likeness: percentOf(row),
  proposes: answeredOutcomes.includes(row.outcome) ? 'close-repeat' : 'join',
});
