import { AppError, type LetterContent } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Acting } from '../identity/index.ts';
import type { LetterRoute, LetterState, Signature } from './letter.ts';

type SignatureJson = Omit<Signature, 'signedAt'> & { signedAt: string | null };
type StateRow = Omit<LetterState, 'route'> & {
  route: (Omit<LetterRoute, 'signatures'> & { signatures: SignatureJson[] | null }) | null;
};

const selectStates = sql`
  SELECT letters.id, letters.case_file_id AS "caseFileId", letters.kind, letters.status, letters.version, letters.draft,
    letters.author_id AS "authorId", letters.unit_id AS "unitId", letters.saved_at AS "savedAt",
    letters.saved_by AS "savedBy", letters.route AS "routeNumber",
    letters.signatures_required AS "signaturesRequired", letters.legal_basis_required AS "legalBasisRequired",
    letters.closes_file AS "closesFile", letters.dated_on AS "datedOn",
    (SELECT json_build_object('id', letter_routes.id, 'number', letter_routes.number,
        'versionNumber', letter_routes.version_number, 'signing', letter_routes.signing, 'line', letter_routes.line,
        'endorsements', letter_routes.endorsements, 'datedOn', letter_routes.dated_on,
        'sealedDocumentId', letter_routes.sealed_document_id,
        'signatures', (SELECT json_agg(json_build_object('slot', letter_signatures.slot,
            'staffId', letter_signatures.staff_id, 'name', letter_signatures.name, 'title', letter_signatures.title,
            'method', letter_signatures.method, 'signedOn', letter_signatures.signed_on,
            'signedAt', letter_signatures.signed_at) ORDER BY letter_signatures.slot)
          FROM letter_signatures WHERE letter_signatures.route_id = letter_routes.id))
      FROM letter_routes WHERE letter_routes.letter_id = letters.id AND letter_routes.number = letters.route) AS route
  FROM letters`;

/** Letters as they stand, by a condition on `letters`; with `lock` until the transaction ends, after their files. */
export async function readLetters(
  db: Db | Tx,
  condition: RawBuilder<unknown>,
  { lock = false }: { lock?: boolean } = {},
): Promise<LetterState[]> {
  if (lock)
    await sql`SELECT letters.id FROM letters WHERE ${condition} ORDER BY letters.id FOR UPDATE`.execute(db);
  const { rows } = await sql<StateRow>`${selectStates} WHERE ${condition} ORDER BY letters.id`.execute(db);
  return rows.map(toState);
}

/** One letter under its lock; throws `letter.not-found`. */
export async function lockLetter(tx: Tx, id: string): Promise<LetterState> {
  const [letter] = await readLetters(tx, sql`letters.id = ${id}`, { lock: true });
  if (letter === undefined) throw new AppError('not-found', 'letter.not-found');
  return letter;
}

function toState({ route, ...row }: StateRow): LetterState {
  if (route === null) return { ...row, route };
  const signatures = (route.signatures ?? []).map(({ signedAt, ...signature }) => ({
    ...signature,
    signedAt: signedAt === null ? null : new Date(signedAt),
  }));
  return { ...row, route: { ...route, signatures } };
}

/** A new letter, as a draft. */
export type NewLetter = {
  id: string;
  caseFileId: string;
  kind: LetterState['kind'];
  template: { code: string; version: number } | null;
  content: LetterContent;
  unitId: string | null;
  signatures: number;
  legalBasis: boolean;
};

/** Writes a draft. */
export async function insertLetter(tx: Tx, acting: Acting, letter: NewLetter, at: Date): Promise<void> {
  await sql`
    INSERT INTO letters (id, case_file_id, kind, template_code, template_version, draft, author_id, on_behalf_of,
      unit_id, created_at, changed_at, saved_at, saved_by, signatures_required, legal_basis_required)
    VALUES (${letter.id}, ${letter.caseFileId}, ${letter.kind}, ${letter.template?.code ?? null},
      ${letter.template?.version ?? null}, ${JSON.stringify(letter.content)}::jsonb, ${acting.accountId},
      ${acting.onBehalfOf}, ${letter.unitId}, ${at}, ${at}, ${at}, ${acting.accountId}, ${letter.signatures},
      ${letter.legalBasis})
  `.execute(tx);
}

/** What changes of a letter; its version goes on by one. */
export type LetterChange = Partial<{
  status: LetterState['status'];
  draft: LetterContent;
  savedBy: string;
  route: number;
  signatures: number;
  legalBasis: boolean;
  closesFile: boolean;
  datedOn: string;
  withdrawnReason: string;
}>;

/** Writes what changed; what is not named stays. */
export async function updateLetter(tx: Tx, id: string, change: LetterChange, at: Date): Promise<void> {
  const { status, draft, savedBy, route, signatures, legalBasis, closesFile, datedOn, withdrawnReason } =
    change;
  const set = [
    sql`version = letters.version + 1`,
    sql`changed_at = ${at}`,
    ...(status === undefined ? [] : [sql`status = ${status}`]),
    ...(draft === undefined ? [] : [sql`draft = ${JSON.stringify(draft)}::jsonb`, sql`saved_at = ${at}`]),
    ...(savedBy === undefined ? [] : [sql`saved_by = ${savedBy}`]),
    ...(route === undefined ? [] : [sql`route = ${route}`]),
    ...(signatures === undefined ? [] : [sql`signatures_required = ${signatures}`]),
    ...(legalBasis === undefined ? [] : [sql`legal_basis_required = ${legalBasis}`]),
    ...(closesFile === undefined ? [] : [sql`closes_file = ${closesFile}`]),
    ...(datedOn === undefined ? [] : [sql`dated_on = ${datedOn}::date`, sql`ready_at = ${at}`]),
    ...(withdrawnReason === undefined ? [] : [sql`withdrawn_reason = ${withdrawnReason}`]),
  ];
  await sql`UPDATE letters SET ${sql.join(set)} WHERE letters.id = ${id}`.execute(tx);
}

/** Keeps the text as a version when it is other than the last one kept; gives the number of the one that holds it. */
export async function keepVersion(
  tx: Tx,
  acting: Acting,
  letter: { id: string; content: LetterContent },
  at: Date,
): Promise<{ number: number; kept: boolean }> {
  const content = JSON.stringify(letter.content);
  const { rows } = await sql<{ number: number; same: boolean }>`
    SELECT letter_versions.number, letter_versions.content = ${content}::jsonb AS same FROM letter_versions
    WHERE letter_versions.letter_id = ${letter.id} ORDER BY letter_versions.number DESC LIMIT 1
  `.execute(tx);
  const [last] = rows;
  if (last?.same) return { number: last.number, kept: false };
  const number = (last?.number ?? 0) + 1;
  await sql`
    INSERT INTO letter_versions (letter_id, number, content, saved_at, saved_by, on_behalf_of)
    VALUES (${letter.id}, ${number}, ${content}::jsonb, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  return { number, kept: true };
}

/** The text of a kept version. */
export async function readVersion(
  db: Db | Tx,
  letterId: string,
  number: number,
): Promise<LetterContent | undefined> {
  const { rows } = await sql<{ content: LetterContent }>`
    SELECT letter_versions.content FROM letter_versions
    WHERE letter_versions.letter_id = ${letterId} AND letter_versions.number = ${number}
  `.execute(db);
  return rows[0]?.content;
}

/** A sending on route with who signs. Gives its id, which is what its tasks are about. */
export async function insertRoute(
  tx: Tx,
  acting: Acting,
  route: {
    letterId: string;
    number: number;
    versionNumber: number;
    signing: LetterRoute['signing'];
    endorsements: number;
    signatures: readonly Pick<Signature, 'slot' | 'staffId' | 'name' | 'title'>[];
  },
  at: Date,
): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO letter_routes (id, letter_id, number, version_number, signing, endorsements, sent_at, sent_by,
      on_behalf_of)
    VALUES (${id}, ${route.letterId}, ${route.number}, ${route.versionNumber}, ${route.signing},
      ${route.endorsements}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  for (const { slot, staffId, name, title } of route.signatures) {
    await sql`
      INSERT INTO letter_signatures (route_id, slot, staff_id, name, title)
      VALUES (${id}, ${slot}, ${staffId}, ${name}, ${title})
    `.execute(tx);
  }
  return id;
}

/** Names the PDF that carries the first electronic signature, and its day. */
export async function nameSealed(
  tx: Tx,
  routeId: string,
  sealed: { documentId: string; datedOn: string },
): Promise<void> {
  await sql`UPDATE letter_routes SET sealed_document_id = ${sealed.documentId}, dated_on = ${sealed.datedOn}::date
    WHERE letter_routes.id = ${routeId}`.execute(tx);
}

/** Names the line of tasks of a route. */
export async function nameLine(tx: Tx, routeId: string, line: string): Promise<void> {
  await sql`UPDATE letter_routes SET line = ${line} WHERE letter_routes.id = ${routeId}`.execute(tx);
}

/** Ends a route: everybody signed, or it came back. */
export async function endRoute(
  tx: Tx,
  acting: Acting,
  end: { routeId: string; as: 'ready' | 'returned' | 'recalled' | 'withdrawn'; reason: string | null },
  at: Date,
): Promise<void> {
  await sql`
    UPDATE letter_routes SET ended_as = ${end.as}, ended_at = ${at}, ended_by = ${acting.accountId},
      reason = ${end.reason}
    WHERE letter_routes.id = ${end.routeId} AND letter_routes.ended_at IS NULL
  `.execute(tx);
}

/** Writes the signatures of these people, those that are not written yet. */
export async function writeSignatures(
  tx: Tx,
  acting: Acting,
  signed: {
    routeId: string;
    staffIds: readonly string[];
    method: NonNullable<Signature['method']>;
    on: string;
  },
  at: Date,
): Promise<void> {
  await sql`
    UPDATE letter_signatures SET method = ${signed.method}, signed_on = ${signed.on}::date, signed_at = ${at},
      account_id = ${acting.accountId}, on_behalf_of = ${acting.onBehalfOf}
    WHERE letter_signatures.route_id = ${signed.routeId} AND letter_signatures.method IS NULL
      AND letter_signatures.staff_id = ANY (${signed.staffIds}::uuid[])
  `.execute(tx);
}
