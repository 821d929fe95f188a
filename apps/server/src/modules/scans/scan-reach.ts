import { AppError } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../identity/index.ts';

/**
 * Whose scans somebody sees, as a condition on `scan_batches`: those that they sent themselves, and those of their
 * office. Whoever belongs to no office and registers everywhere sees those of all. Error: `identity.forbidden` for who
 * registers nothing.
 */
export function scansInReach(actor: Actor): RawBuilder<boolean> {
  const registers = actor.scopes.get('entry.register');
  if (registers === undefined) throw new AppError('forbidden', 'identity.forbidden');
  const own = sql<boolean>`scan_batches.uploaded_by = ${actor.accountId}`;
  if (actor.officeId !== null) return sql<boolean>`(${own} OR scan_batches.office_id = ${actor.officeId})`;
  return registers === 'institution' ? sql<boolean>`true` : own;
}
