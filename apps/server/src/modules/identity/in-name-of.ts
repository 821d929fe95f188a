import type { Actor, Rights, Substituted } from './actor.ts';

/** The account that acts, and the person (staff id) by whose right; null: by its own. What events record. */
export type Acting = { readonly accountId: string; readonly onBehalfOf: string | null };

/**
 * By whose right the actor does something: `may` is asked with the actor's own rights first, then with those of each
 * person they stand in for. When it says no to all, it is counted as their own act.
 */
export function inNameOf(actor: Actor, may: (capacity: Actor) => boolean): Acting {
  return { accountId: actor.accountId, onBehalfOf: substitutedFor(actor, may) ?? null };
}

/** The same where the answer lies in the database; asks nothing while the actor stands in for nobody. */
export async function inNameOfAsync(
  actor: Actor,
  may: (capacity: Actor) => Promise<boolean>,
): Promise<Acting> {
  const own = { accountId: actor.accountId, onBehalfOf: null };
  if (actor.onBehalf.length === 0 || (await may(withRights(actor, actor.own)))) return own;
  for (const person of actor.onBehalf) {
    if (await may(inCapacity(actor, person))) return { ...own, onBehalfOf: person.staffId };
  }
  return own;
}

function substitutedFor(actor: Actor, may: (capacity: Actor) => boolean): string | undefined {
  if (actor.onBehalf.length === 0 || may(withRights(actor, actor.own))) return undefined;
  return actor.onBehalf.find((person) => may(inCapacity(actor, person)))?.staffId;
}

const inCapacity = (actor: Actor, person: Substituted): Actor => ({
  ...withRights(actor, person),
  capacityOf: person.staffId,
});

// Who they are stays: registers name people, and being named on one passes to nobody.
function withRights(actor: Actor, { scopes, principals }: Rights): Actor {
  return { ...actor, scopes, principals, own: { scopes, principals }, onBehalf: [] };
}
