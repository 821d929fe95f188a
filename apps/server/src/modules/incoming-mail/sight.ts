import { type RawBuilder, sql } from 'kysely';
import { type Acting, type Actor, holds, inNameOf } from '../identity/index.ts';
import type { SealedRegisters } from '../parties/index.ts';

/** What an actor may know of messages; the condition qualifies `incoming_messages`. */
export type MessageSight = {
  readonly visible: RawBuilder<boolean>;
  /** Confidential registers that name the actor. */
  readonly sealedRegisters: readonly string[];
};

/**
 * Which messages somebody sees: those of the mailboxes in their scope, and those handed over to a confidential register
 * that names them. Once a message is handed over nobody else sees that it ever came.
 */
export async function messageSight(
  { sealedRegisters }: { sealedRegisters: SealedRegisters },
  actor: Actor,
): Promise<MessageSight> {
  const named = await sealedRegisters.of(actor);
  const handedOver = sql`(SELECT intake_proposals.sealed_register_id FROM intake_proposals
    WHERE intake_proposals.message_id = incoming_messages.id)`;
  const inScope = inMailboxScope(actor, sql`incoming_messages.mailbox_id`);
  return {
    visible: sql<boolean>`CASE WHEN ${handedOver} IS NULL THEN ${inScope}
      ELSE ${handedOver} = ANY (${[...named]}::uuid[]) END`,
    sealedRegisters: named,
  };
}

/** Whether a mailbox is one that somebody decides about. */
export function inMailboxScope(actor: Actor, mailboxId: RawBuilder<unknown>): RawBuilder<boolean> {
  const scope = actor.scopes.get('mail.intake');
  if (scope === 'institution') return sql<boolean>`true`;
  return sql<boolean>`${mailboxId} IN (SELECT mailboxes.id FROM mailboxes
    WHERE mailboxes.unit_id = ANY (${[...(scope ?? [])]}::uuid[]))`;
}

/** By whose right somebody decides about messages of a mailbox of this unit. */
export const actingOnMail = (actor: Actor, unitId: string | null): Acting =>
  inNameOf(actor, (capacity) => holds(capacity, 'mail.intake', unitId));
