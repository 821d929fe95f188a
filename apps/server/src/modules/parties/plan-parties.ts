import { AppError } from '@opis/contracts';
import type { FieldKeys } from '../../platform/crypto/field-crypto.ts';
import type { Db } from '../../platform/db.ts';
import type { EventActor } from '../events/index.ts';
import { type Completion, completeParties, toCompletion } from './complete-parties.ts';
import { findMatches, toWanted } from './find-matches.ts';
import { insertIdentified } from './insert-identified.ts';
import { type PartyRow, toPartyRow } from './party-row.ts';
import { recogniseParty } from './recognise-party.ts';
import type { ValidSender } from './valid-sender.ts';

/** Senders of registrations that wait for one register; `sealedRegisterId` when that register is confidential. */
export type SendersToPlan = {
  readonly items: readonly SenderToPlan[];
  readonly sealedRegisterId: string | null;
  readonly now: Date;
};

/** One of them, and who registers. */
export type SenderToPlan = {
  readonly sender: ValidSender;
  readonly actor: EventActor & { accountId: string };
};

/** A known party; or a row that the registration inserts itself, which cannot collide; or why it is neither. */
export type PartyPlan = { existingId: string } | { newParty: PartyRow } | { refusal: AppError };

/**
 * Says for each sender, in their order, which party it is. One query for all of them, none when no sender has an id,
 * CNP, CUI, phone or e-mail. A party met for the first time with a CNP or CUI is inserted here and now, in a statement
 * of its own: the unique index makes any number of processes meet on one row, and a party without entries harms nobody.
 * The others come back as rows with nothing unique in them, for the statement that registers. What a sender tells for
 * the first time of a known party is kept with it, unless the register is confidential and the party is not.
 */
export async function planParties(db: Db, keys: FieldKeys, wanted: SendersToPlan): Promise<PartyPlan[]> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const drafts = await draftPlans(db, keys, wanted);
    if (await settleDrafts(db, keys, { drafts, at: wanted.now })) return drafts.map(toPlan);
  }
  throw new AppError('dependency', 'internal.unavailable', {
    message: 'the parties of a batch would not settle',
  });
}

const maxAttempts = 5;

type Draft =
  | { existingId: string; completion: Completion | undefined }
  | { newParty: PartyRow; identified: boolean }
  | { refusal: AppError };

async function draftPlans(
  db: Db,
  keys: FieldKeys,
  { items, sealedRegisterId, now }: SendersToPlan,
): Promise<Draft[]> {
  const asked = items.map((item) => ({ ...item, wanted: toWanted(keys, item.sender) }));
  const matchesOf = await findMatches(
    db,
    asked.map((item) => item.wanted),
    sealedRegisterId,
  );
  return asked.map(({ sender, actor, wanted }) => {
    const recognition = recogniseParty(wanted, matchesOf(wanted));
    if ('refusal' in recognition) return recognition;
    if ('unknown' in recognition) {
      const newParty = toPartyRow(keys, sender, { sealedRegisterId, at: now, by: actor.accountId });
      return { newParty, identified: recognition.unknown.identified };
    }
    const { known } = recognition;
    // An open party stays as it was: what is told to a confidential register is told to it alone.
    const isOurs = known.sealed_register_id === sealedRegisterId;
    return { existingId: known.id, completion: isOurs ? toCompletion(known, actor, sender) : undefined };
  });
}

/** Writes what must stand before the registration; false when somebody else was first and all must be looked up again. */
async function settleDrafts(
  db: Db,
  keys: FieldKeys,
  given: { drafts: readonly Draft[]; at: Date },
): Promise<boolean> {
  const rows = given.drafts.flatMap((draft) =>
    'newParty' in draft && draft.identified ? [draft.newParty] : [],
  );
  const completions = given.drafts.flatMap((draft) =>
    'existingId' in draft && draft.completion ? [draft.completion] : [],
  );
  return (
    (await insertIdentified(db, rows)) && (await completeParties(db, keys, { completions, at: given.at }))
  );
}

function toPlan(draft: Draft): PartyPlan {
  if ('refusal' in draft) return draft;
  if ('existingId' in draft) return { existingId: draft.existingId };
  return draft.identified ? { existingId: draft.newParty.id } : { newParty: draft.newParty };
}
