export { decideAnonymous } from './acts/decide-anonymous.ts';
export { triagePetition } from './acts/triage-petition.ts';
export type { PetitionDeps } from './petition-deps.ts';
export { petitionRoutes } from './petition-routes.ts';
