export { findAccountId, findStaffOfAccount, findUsername, listStaffOfAccounts } from './account-store.ts';
export { type Actor, holds, type Rights, type Scope, type Substituted } from './actor.ts';
export { reopenAccount, shutAccount } from './close-account.ts';
export { openAccount } from './create-account.ts';
export { createToken } from './create-token.ts';
export { fileReachOf } from './file-reach.ts';
export { getPublicInstitution } from './get-public-institution.ts';
export { addGrant, removeGrant } from './grant-role.ts';
export { identityCommands } from './identity-commands.ts';
export type { IdentityDeps, IdentityEvent, Operator, RecordEvent } from './identity-deps.ts';
export { actorOf, identityHook, mayBeSignedIn, requirePermission } from './identity-hook.ts';
export { identityRoutes } from './identity-routes.ts';
export { type Acting, inNameOf, inNameOfAsync } from './in-name-of.ts';
export { hashPassword } from './password.ts';
export { makePasswordLink, usePasswordLink } from './password-link.ts';
export {
  listHeadsOfInstitution,
  listPeopleOfUnits,
  listUnitsOfPerson,
  type UnitPerson,
} from './people-of-units.ts';
export { resolveAccount } from './resolve-actor.ts';
export { type Capacities, rightsWithout } from './rights-without.ts';
export {
  type RelyingParty,
  relyingParty,
  secondFactorKeys,
} from './second-factor/second-factor-deps.ts';
export { createTokenCache, type TokenCache } from './token-cache.ts';
