import {
  AppError,
  type LetterDetail,
  type LetterRow,
  type LetterVersion,
  type LetterVersionRow,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { recordAccess } from '../../events/index.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { type LetterState, lacksOf } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { type LetterFacts, readLetterFacts, toMergeField, toMergeValues } from '../letter-facts.ts';
import { readLetters, readVersion } from '../letter-store.ts';
import { demandsOf } from '../neighbours.ts';
import {
  type LetterEyes,
  type LetterRecord,
  letterVisible,
  listDepartures,
  selectLetters,
  toLetterRows,
} from './letter-row.ts';

/** A letter that somebody may see, with what they may do to it. */
export type SeenLetter = { eyes: LetterEyes; row: LetterRow; state: LetterState; facts: LetterFacts };

/** The letter for whoever may see it; `letter.not-found` for the rest. */
export async function requireLetter(
  deps: Pick<LetterDeps, 'db' | 'registers' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<SeenLetter> {
  const eyes = { actor, clock: deps.clock, reach: await readEntryReach(deps, actor) };
  return { eyes, ...(await seeLetter(deps.db, eyes, id)) };
}

/** The same by eyes that are open already, inside a transaction too. */
export async function seeLetter(
  db: Db | Tx,
  eyes: LetterEyes,
  id: string,
): Promise<Omit<SeenLetter, 'eyes'>> {
  const { rows } = await sql<LetterRecord>`
    ${selectLetters(eyes)} WHERE letters.id = ${id} AND ${letterVisible(eyes)}
  `.execute(db);
  const [row] = await toLetterRows(db, eyes, rows);
  const [state] = await readLetters(db, sql`letters.id = ${id}`);
  const facts = state && (await readLetterFacts(db, state.caseFileId));
  if (!row || !state || !facts) throw new AppError('not-found', 'letter.not-found');
  return { row, state, facts };
}

/** One letter whole. Leaves an access record: it shows a person's data. */
export async function getLetter(deps: LetterDeps, actor: Actor, id: string): Promise<LetterDetail> {
  const { row, state, facts } = await requireLetter(deps, actor, id);
  await recordAccess(
    deps.db,
    inNameOf(actor, (capacity) => state.unitId !== null && capacity.principals.includes(state.unitId)),
    {
      ...{ kind: 'viewed', at: deps.clock.now(), subjectType: 'case-file', subjectId: facts.fileId },
      purpose: 'case-file-page',
    },
  );
  const { db } = deps;
  const [extras, versions, departures, documents, demands, institution] = await Promise.all([
    readExtras(db, id),
    listVersions(db, actor, id),
    listDepartures(db, id),
    listLetterDocuments(db, id),
    demandsOf(deps, facts, state.kind),
    deps.organisation.institution(),
  ]);
  const fields = toMergeValues(facts, { institution, content: state.draft, datedOn: state.datedOn });
  const signers = state.status === 'draft' ? null : (state.route?.signatures.length ?? 0);
  // Only a draft waits for it: what set out had its assignment.
  const assigned = state.status !== 'draft' || facts.assigned;
  return {
    ...row,
    ...extras,
    content: state.draft,
    versions,
    signing: state.route?.signing ?? null,
    signaturesRequired: demands.signatures,
    legalBasisRequired: demands.legalBasis,
    signers: (state.status === 'draft' ? [] : (state.route?.signatures ?? [])).map(
      ({ staffId, name, title, signedAt, ...signature }) => ({
        ...signature,
        person: { id: staffId, name, title },
        signedAt: signedAt?.toISOString() ?? null,
      }),
    ),
    closesFile: state.closesFile,
    departures,
    lacks: lacksOf(state.draft, { demands, fields, signers, kind: state.kind, assigned }),
    fields,
    procedureFields: facts.ownFields.map(({ name, label }) => ({ name: toMergeField(name), label })),
    documents,
  };
}

/** The letter that was sent on this route, as whoever is asked to endorse or sign it sees it. */
export async function getRoutedLetter(
  deps: LetterDeps,
  actor: Actor,
  routeId: string,
): Promise<LetterDetail> {
  const { rows } = await sql<{ id: string }>`
    SELECT letter_routes.letter_id AS id FROM letter_routes WHERE letter_routes.id = ${routeId}`.execute(
    deps.db,
  );
  if (rows[0] === undefined) throw new AppError('not-found', 'letter.not-found');
  return getLetter(deps, actor, rows[0].id);
}

type Extras = Pick<LetterDetail, 'template' | 'savedAt' | 'savedBy' | 'returned'>;

async function readExtras(db: Db, id: string): Promise<Extras> {
  const { rows } = await sql<{
    code: string | null;
    version: number | null;
    saved_at: Date;
    saved_by: string;
    ended_at: Date | null;
    ended_by: string | null;
    reason: string | null;
  }>`
    SELECT letters.template_code AS code, letters.template_version AS version, letters.saved_at,
      coalesce(savers.name, '') AS saved_by, ended.ended_at, coalesce(enders.name, '') AS ended_by, ended.reason
    FROM letters
    LEFT JOIN account_names AS savers ON savers.account_id = letters.saved_by
    LEFT JOIN letter_routes AS ended ON ended.letter_id = letters.id AND ended.number = letters.route
      AND ended.ended_as IN ('returned', 'recalled') AND letters.status = 'draft'
    LEFT JOIN account_names AS enders ON enders.account_id = ended.ended_by
    WHERE letters.id = ${id}
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AppError('not-found', 'letter.not-found');
  const { code, version, saved_at, saved_by, ended_at, ended_by, reason } = row;
  return {
    template: code === null || version === null ? null : { code, version },
    savedAt: saved_at.toISOString(),
    savedBy: saved_by,
    returned: ended_at && { by: ended_by ?? '', at: ended_at.toISOString(), reason: reason ?? '' },
  };
}

async function listVersions(db: Db, actor: Actor, id: string): Promise<LetterVersionRow[]> {
  const { rows } = await sql<{ number: number; saved_at: Date; by: string; account: string }>`
    SELECT letter_versions.number, letter_versions.saved_at, coalesce(account_names.name, '') AS by,
      letter_versions.saved_by AS account
    FROM letter_versions LEFT JOIN account_names ON account_names.account_id = letter_versions.saved_by
    WHERE letter_versions.letter_id = ${id} ORDER BY letter_versions.number DESC
  `.execute(db);
  return rows.map(({ number, saved_at, by, account }) => ({
    number,
    savedAt: saved_at.toISOString(),
    savedBy: by,
    own: account === actor.accountId,
  }));
}

/** A kept version. Throws `letter.version-not-found`. */
export async function getLetterVersion(
  deps: LetterDeps,
  actor: Actor,
  { id, number }: { id: string; number: number },
): Promise<LetterVersion> {
  await requireLetter(deps, actor, id);
  const found = (await listVersions(deps.db, actor, id)).find((version) => version.number === number);
  const content = await readVersion(deps.db, id, number);
  if (found === undefined || content === undefined)
    throw new AppError('not-found', 'letter.version-not-found');
  return { ...found, content };
}

async function listLetterDocuments(db: Db, id: string): Promise<LetterDetail['documents']> {
  const { rows } = await sql<{ id: string; name: string; pages: number | null }>`
    SELECT documents.id, documents.name, blobs.preview_pages AS pages
    FROM letter_documents
    JOIN documents ON documents.id = letter_documents.document_id
    JOIN document_files ON document_files.document_id = documents.id AND document_files.kind = 'original'
    JOIN blobs ON blobs.sha256 = document_files.sha256
    WHERE letter_documents.letter_id = ${id} ORDER BY documents.position
  `.execute(db);
  return rows.map(({ id: documentId, name, pages }) => ({
    ...{ id: documentId, name, pages: pages ?? 1 },
    url: `/api/v1/letters/${id}/documents/${documentId}`,
  }));
}

/** The letters of one file, and of those joined to it, that somebody may see, newest first. */
export async function listFileLetters(
  deps: Pick<LetterDeps, 'db' | 'registers' | 'clock'>,
  actor: Actor,
  fileId: string,
): Promise<LetterRow[]> {
  const eyes = { actor, clock: deps.clock, reach: await readEntryReach(deps, actor) };
  const { rows } = await sql<LetterRecord>`
    ${selectLetters(eyes)} WHERE (letters.case_file_id = ${fileId} OR case_files.joined_to = ${fileId}) AND ${letterVisible(eyes)}
    ORDER BY letters.id DESC LIMIT 200
  `.execute(deps.db);
  return toLetterRows(deps.db, eyes, rows);
}
