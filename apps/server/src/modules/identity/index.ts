export { type Actor, holds, type Rights, type Scope, type Substituted } from './actor.ts';
export { openAccount } from './create-account.ts';
export { createToken } from './create-token.ts';
export { getPublicInstitution } from './get-public-institution.ts';
export { addGrant } from './grant-role.ts';
export { identityCommands } from './identity-commands.ts';
export type { IdentityDeps, IdentityEvent, Operator, RecordEvent } from './identity-deps.ts';
export { actorOf, identityHook, requirePermission } from './identity-hook.ts';
export { identityRoutes } from './identity-routes.ts';
export { type Acting, inNameOf, inNameOfAsync } from './in-name-of.ts';
export { hashPassword } from './password.ts';
export { resolveAccount } from './resolve-actor.ts';
export {
  type RelyingParty,
  relyingParty,
  secondFactorKeys,
} from './second-factor/second-factor-deps.ts';
export { createTokenCache, type TokenCache } from './token-cache.ts';
