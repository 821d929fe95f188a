import type { AnonymousGround, AnonymousWay, AtStake, TriageDecision } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { recordEvent } from '../events/index.ts';
import type { Acting } from '../identity/index.ts';

/** A decision about a file, by somebody. */
export type Decided = {
  readonly acting: Acting;
  readonly fileId: string;
  readonly unitId: string | null;
  readonly reason: string;
  readonly at: Date;
};

/** Writes what somebody recognised a paper as. */
export async function insertTriage(
  tx: Tx,
  { acting, fileId, unitId, reason, at }: Decided,
  { decision, procedure }: { decision: TriageDecision; procedure: string },
): Promise<void> {
  await sql`
    INSERT INTO petition_triages (id, case_file_id, decision, procedure, reason, at, account_id, on_behalf_of)
    VALUES (${newId()}, ${fileId}, ${decision}, ${procedure}, ${reason}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  // What kind of paper it is must not be read from the journal either, once it is a report of wrongdoing.
  const data: Record<string, string> = decision === 'whistleblower' ? {} : { decision };
  const subject = { subjectType: 'case-file', subjectId: fileId, unitId } as const;
  await recordEvent(tx, acting, { type: 'petition.triaged', at, ...subject, data });
}

/** Writes what somebody decided about a paper without a name (art. 7). */
export async function insertAnonymousDecision(
  tx: Tx,
  { acting, fileId, unitId, reason, at }: Decided,
  { ground, atStake, way }: { ground: AnonymousGround; atStake: AtStake; way: AnonymousWay },
): Promise<void> {
  await sql`
    INSERT INTO anonymous_decisions (id, case_file_id, ground, at_stake, way, reason, at, account_id, on_behalf_of)
    VALUES (${newId()}, ${fileId}, ${ground}, ${atStake}, ${way}, ${reason}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  const data: Record<string, string> = way === 'seal' ? {} : { way };
  const subject = { subjectType: 'case-file', subjectId: fileId, unitId } as const;
  await recordEvent(tx, acting, { type: 'petition.anonymous-decided', at, ...subject, data });
}
