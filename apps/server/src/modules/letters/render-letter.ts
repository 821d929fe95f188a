import { type LetterContent, letterKinds } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { readVerifyMark } from '../registry/index.ts';
import type { LetterState, Signature } from './letter.ts';
import type { LetterPrintDeps } from './letter-deps.ts';
import { type LetterFacts, toMergeValues } from './letter-facts.ts';
import { printLetter } from './print/letter-paper.ts';

/** A letter as it leaves, or as it would leave now: the same paper for the preview, the signer and the addressee. */
export async function renderLetter(
  deps: Pick<LetterPrintDeps, 'db' | 'organisation' | 'pdf' | 'publicUrl'>,
  {
    state,
    facts,
    content = state.draft,
    datedOn = state.datedOn,
  }: {
    state: LetterState;
    facts: LetterFacts;
    content?: LetterContent;
    datedOn?: string | null;
  },
): Promise<Buffer> {
  const institution = await deps.organisation.institution();
  const names = await readNames(deps.db, state);
  const { concludes } = letterKinds[state.kind];
  return printLetter(deps.pdf, {
    ...{ institution, kind: state.kind, content, datedOn },
    fields: toMergeValues(facts, { institution, content, datedOn }),
    number: facts.number,
    registrationNumber: facts.registrationNumber,
    unitName: names.unit,
    author: names.author,
    verify: concludes ? await readVerifyMark(deps, facts.fileId) : null,
    electronic: state.status !== 'draft' && state.route?.signing === 'electronic',
    signatures: state.status === 'draft' ? [] : signaturesOf(state),
  });
}

const signaturesOf = ({ route }: LetterState): readonly Signature[] => route?.signatures ?? [];

async function readNames(
  db: Db,
  { authorId, unitId }: LetterState,
): Promise<{ author: string; unit: string }> {
  const { rows } = await sql<{ author: string; unit: string }>`
    SELECT coalesce((SELECT staff.given_name || ' ' || staff.family_name || ', ' || staff.title FROM accounts
        JOIN staff ON staff.id = accounts.staff_id WHERE accounts.id = ${authorId}), '') AS author,
      coalesce((SELECT units.name FROM units WHERE units.id = ${unitId}), '') AS unit
  `.execute(db);
  return rows[0] ?? { author: '', unit: '' };
}
