import { AppError, type ErrorCode } from '@opis/contracts';
import type { Match, Wanted } from './find-matches.ts';

/** Who a sender is: a known party, a new one (`identified` by CNP or CUI, or not), or a contradiction. */
export type Recognition = { known: Match } | { unknown: { identified: boolean } } | { refusal: AppError };

/**
 * Decides who a sender is. The party that a person chose comes first, then CNP and CUI; without those, name together
 * with phone or e-mail, when exactly one party has them. Never by name alone: namesakes are different people.
 */
export function recogniseParty(wanted: Wanted, matches: readonly Match[]): Recognition {
  if (wanted.party_id !== null) return recogniseChosen(wanted, matches);
  const identified = wanted.cnp_hash !== null || wanted.cui !== null;
  const candidates = identified
    ? by(matches, wanted.cnp_hash === null ? 'cui' : 'cnp').slice(0, 1)
    : by(matches, 'contact');
  const [known, ...others] = [...new Map(candidates.map((match) => [match.id, match])).values()];
  return known && others.length === 0 ? { known } : { unknown: { identified } };
}

function recogniseChosen(wanted: Wanted, matches: readonly Match[]): Recognition {
  const [chosen] = by(matches, 'id');
  if (chosen === undefined) return refuse('partyId', 'party.not-found');
  if ((chosen.kind === 'natural') !== (wanted.kind === 'natural'))
    return refuse('partyId', 'party.kind-mismatch');
  if (isAnother(chosen, wanted.cnp_hash, chosen.cnp_hash, by(matches, 'cnp')))
    return refuse('cnp', 'party.cnp-mismatch');
  if (isAnother(chosen, wanted.cui, chosen.cui, by(matches, 'cui')))
    return refuse('cui', 'party.cui-mismatch');
  return { known: chosen };
}

// The identifier typed beside a chosen party is another one than it has, or somebody else's.
function isAnother(
  chosen: Match,
  typed: string | null,
  known: string | null,
  owners: readonly Match[],
): boolean {
  if (typed === null || owners.some((owner) => owner.id === chosen.id)) return false;
  return known === null ? owners.length > 0 : typed !== known;
}

const by = (matches: readonly Match[], way: Match['by']) => matches.filter((match) => match.by === way);

function refuse(field: string, code: ErrorCode): Recognition {
  return { refusal: new AppError('validation', code, { fields: [{ path: `sender.${field}`, code }] }) };
}
