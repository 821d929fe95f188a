import type { InformationDecision } from '@opis/contracts';
import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { Acting } from '../identity/index.ts';

/** A ground of the catalogue as it is on a day, with why it applies. */
export type ChosenGround = {
  readonly code: string;
  readonly validFrom: string;
  readonly name: string;
  readonly act: string;
  readonly article: string;
  readonly sentence: string;
  readonly why: string;
};

/** The grounds that a person chose, as the catalogue has them on a day. Throws `information-request.ground-unknown`. */
export async function requireGrounds(
  db: Db | Tx,
  chosen: readonly { code: string; why: string }[],
  today: string,
): Promise<ChosenGround[]> {
  const { rows } = await sql<Omit<ChosenGround, 'why'>>`
    SELECT refusal_grounds.code, refusal_grounds.valid_from AS "validFrom", refusal_grounds.name, refusal_grounds.act,
      refusal_grounds.article, refusal_grounds.sentence
    FROM refusal_grounds WHERE refusal_grounds.valid_from <= ${today}::date
      AND (refusal_grounds.valid_to IS NULL OR refusal_grounds.valid_to > ${today}::date)
  `.execute(db);
  return chosen.map(({ code, why }, at) => {
    const found = rows.find((row) => row.code === code);
    const isRepeated = chosen.findIndex((each) => each.code === code) !== at;
    if (found && !isRepeated) return { ...found, why };
    const fields = [{ path: `grounds.${at}.code`, code: 'information-request.ground-unknown' as const }];
    throw new AppError('validation', 'information-request.ground-unknown', { fields });
  });
}

/** A decision to be kept; `id` is that of the request which asked for it. */
export type NewDecision = {
  readonly id: string;
  readonly caseFileId: string;
  readonly kind: InformationDecision;
  readonly words: string | null;
  readonly late?: boolean;
  readonly grounds?: readonly ChosenGround[];
  readonly letterIds: readonly string[];
  readonly at: Date;
};

/** Keeps a decision with its letters and grounds. */
export async function insertDecision(tx: Tx, acting: Acting, decision: NewDecision): Promise<void> {
  const { id, caseFileId, kind, words, late = false, grounds = [], letterIds, at } = decision;
  await sql`
    INSERT INTO information_decisions (id, case_file_id, kind, words, late, at, account_id, on_behalf_of)
    VALUES (${id}, ${caseFileId}, ${kind}, ${words || null}, ${late}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  if (letterIds.length > 0) {
    await sql`
      INSERT INTO information_decision_letters (letter_id, decision_id)
      SELECT letter.id, ${id} FROM unnest(${letterIds}::uuid[]) AS letter(id)
    `.execute(tx);
  }
  if (grounds.length === 0) return;
  await sql`
    INSERT INTO information_decision_grounds (decision_id, ground_code, ground_valid_from, position, why)
    SELECT ${id}, ground.code, ground."validFrom", ground.position, ground.why
    FROM json_to_recordset(${JSON.stringify(grounds.map((ground, at) => ({ ...ground, position: at + 1 })))})
      AS ground(code text, "validFrom" date, position int, why text)
  `.execute(tx);
}
