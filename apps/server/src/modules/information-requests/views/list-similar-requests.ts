import {
  formatRegistrationNumber,
  type SimilarInformationRequest,
  type SimilarInformationRequests,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { type InformationDeps, requestProcedure } from '../information-deps.ts';
import { formulaWords } from '../question-words.ts';
import { requireRequest } from './request-standing.ts';

/**
 * From which likeness on (pg_trgm, of the words that are no formula) an earlier request is shown as perhaps the same.
 * Measured on pairs of texts: ways to ask one thing lie above 0.64, different things of one kind below 0.56
 * (decision 0275).
 */
const alikeFrom = 0.6;
/** Of the requests that the asker may read, how many of the newest are compared. */
const compared = 2_000;
/** How much of a text is compared, in characters: what is asked stands at its beginning. */
const comparedLength = 1_000;
const shown = 5;

type Row = Omit<SimilarInformationRequest, 'registrationNumber' | 'likeness'> & {
  number: number;
  likeness: number;
};

/** What a request asks for, without the words that every request has. */
const wordsOf = (information: RawBuilder<unknown>, subject: RawBuilder<unknown>) =>
  sql`regexp_replace(fold(left(coalesce(${information}, ${subject}), ${comparedLength})),
    ${`\\m(${formulaWords.join('|')})\\M`}, '', 'g')`;

const ownWords = wordsOf(sql`information_requests.information`, sql`entries.subject`);

/**
 * Earlier requests that ask nearly the same, the likest first: perhaps the question was answered before. Whose file the
 * asker may not read is left out before anything is compared, counted or capped.
 */
export async function listSimilarRequests(
  deps: Pick<InformationDeps, 'db' | 'clock' | 'registers'>,
  actor: Actor,
  id: string,
): Promise<SimilarInformationRequests> {
  await requireRequest(deps, actor, id);
  const { fileReadable } = await readEntryReach(deps, actor);
  const { rows } = await sql<Row>`
    WITH this AS (
      SELECT case_files.id, ${ownWords} AS words FROM case_files JOIN entries ON entries.id = case_files.id
      LEFT JOIN information_requests ON information_requests.case_file_id = case_files.id
      WHERE case_files.id = ${id} AND case_files.procedure = ${requestProcedure}
    ), earlier AS MATERIALIZED (
      SELECT case_files.id, entries.number, entries.registered_on,
        coalesce(information_requests.information, entries.subject) AS information, ${ownWords} AS words,
        information_requests.result, information_requests.result_on
      FROM this JOIN case_files ON case_files.id < this.id AND case_files.procedure = ${requestProcedure}
      JOIN entries ON entries.id = case_files.id AND entries.status = 'registered'
      JOIN books ON books.id = entries.book_id
      LEFT JOIN information_requests ON information_requests.case_file_id = case_files.id
      WHERE (case_files.outcome IS NULL OR case_files.outcome NOT IN ('joined', 'annulled', 'moved-to-sealed'))
        AND ${fileReadable}
      ORDER BY case_files.id DESC LIMIT ${compared}
    ), alike AS (
      SELECT earlier.*, similarity(earlier.words, this.words) AS likeness FROM earlier CROSS JOIN this
    )
    SELECT alike.id, alike.number, alike.registered_on AS "registeredOn", alike.information, alike.likeness, alike.result,
      alike.result_on AS "resultOn", EXISTS (SELECT FROM information_publications
        WHERE information_publications.case_file_id = alike.id AND information_publications.withdrawn_on IS NULL) AS published
    FROM alike WHERE alike.likeness >= ${alikeFrom}
    ORDER BY alike.likeness DESC, alike.id DESC LIMIT ${shown}
  `.execute(deps.db);
  return { items: rows.map(toSimilar) };
}

const toSimilar = ({ number, likeness, ...row }: Row): SimilarInformationRequest => ({
  ...row,
  registrationNumber: formatRegistrationNumber(number, row.registeredOn),
  likeness: Math.round(likeness * 100),
});
