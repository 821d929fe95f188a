export { findPartiesKnownBy, findPartiesNamedLike, type PartyHandle } from './find-mentioned.ts';
export { findPartyCard } from './party-card.ts';
export { partyRoutes } from './party-routes.ts';
export type { PartyRow } from './party-row.ts';
export { type PartyPlan, planParties, type SendersToPlan, type SenderToPlan } from './plan-parties.ts';
export type { EntriesOfParties, SealedRegisters } from './ports.ts';
export type { PartyDeps } from './suggest-parties.ts';
export { suggestParties } from './suggest-parties.ts';
export { type ValidSender, validateSender } from './valid-sender.ts';
