import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { extendTerm, type TermDeps } from '../deadlines/index.ts';
import { recordEvent } from '../events/index.ts';
import type { Acting } from '../identity/index.ts';
import type { LetterSubscriber, MovedLetter } from '../letters/index.ts';

/**
 * When the letter about irregularities leaves in its window, the term is longer by what the law says (OUG 27/2003 art. 6
 * (5)); one that leaves later changes nothing.
 */
export function tacitLetterSubscriber(deps: TermDeps): LetterSubscriber {
  return {
    async left(tx, acting, letters) {
      for (const letter of letters) {
        if (letter.kind === 'irregularity') await followLeft(tx, deps, { acting, letter });
      }
    },
    // What was told by a letter that came back was told: the person asked for its return is spoken to anew.
    async returned() {},
  };
}

async function followLeft(
  tx: Tx,
  deps: TermDeps,
  { acting, letter }: { acting: Acting; letter: MovedLetter },
) {
  const { rows } = await sql<{ adds: number }>`
    UPDATE irregularity_notices SET left_on = ${letter.on}::date
    WHERE irregularity_notices.letter_id = ${letter.id} AND irregularity_notices.left_on IS NULL
      AND ${letter.on}::date <= irregularity_notices.until_on
    RETURNING irregularity_notices.adds_days AS adds
  `.execute(tx);
  const [notice] = rows;
  if (notice === undefined) return;
  const { caseFileId, at, on } = letter;
  await extendTerm(tx, deps, { actor: acting, at, caseFileId, role: 'answer', by: notice.adds, on });
  await recordEvent(tx, acting, {
    type: 'tacit-approval.irregularity-told',
    at,
    subjectType: 'case-file',
    subjectId: caseFileId,
    data: { letter: letter.id, adds: notice.adds },
  });
}
