import type { IntakePage, SearchIntakeRequest } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import type { Actor } from '../../identity/index.ts';
import { type IntakeDeps, listIntake } from '../../incoming-mail/index.ts';
import { type DocumentMatch, matchDocuments } from '../matches.ts';
import { readSought } from '../read-sought.ts';

/** What searching among messages works with. */
export type SearchMessagesDeps = IntakeDeps & { keys: Pick<FieldKeys, 'lookupKey'> };

/**
 * Finds messages that came in by sender, subject, text, names of files and codes, wherever they are: waiting, registered
 * or not to be registered; newest first. Rights are those of the queue, in the same query.
 */
export async function searchMessages(
  deps: SearchMessagesDeps,
  actor: Actor,
  { text, after, limit }: SearchIntakeRequest,
): Promise<IntakePage> {
  const today = toLegalTime(deps.clock.now()).date;
  const match = matchDocuments(readSought(text, { keys: deps.keys, today, subRegisters: new Set() }));
  return listIntake(deps, actor, { view: 'all', after, limit }, match === null ? sql`false` : holds(match));
}

function holds({ candidate, keys, phrases }: DocumentMatch): RawBuilder<boolean> {
  const whole = phrases.map((phrase) => sql`search_messages.words @@ ${phrase}`);
  const inOrder = whole.length === 0 ? sql`true` : sql.join(whole, sql` AND `);
  const byKey = keys === null ? sql`false` : sql`search_messages.words @@ ${keys}`;
  return sql<boolean>`incoming_messages.id IN (SELECT search_messages.message_id FROM search_messages
    WHERE search_messages.words @@ ${candidate} AND (${byKey} OR (${inOrder})))`;
}
