export { type Actor, holds, type Scope } from './actor.ts';
export { openAccount } from './create-account.ts';
export { createToken } from './create-token.ts';
export { addGrant } from './grant-role.ts';
export { identityCommands } from './identity-commands.ts';
export type { IdentityDeps, IdentityEvent, Operator, RecordEvent } from './identity-deps.ts';
export { actorOf, identityHook, requirePermission } from './identity-hook.ts';
export { identityRoutes } from './identity-routes.ts';
export { createTokenCache, type TokenCache } from './token-cache.ts';
