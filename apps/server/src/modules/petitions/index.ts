export { decideAnonymous } from './acts/decide-anonymous.ts';
export { extendPetition } from './acts/extend-petition.ts';
export { closeRepeat, joinPetition } from './acts/join-petition.ts';
export { redirectPetition } from './acts/redirect-petition.ts';
export { triagePetition } from './acts/triage-petition.ts';
export { listCompetentBodies, saveCompetentBody } from './bodies/competent-bodies.ts';
export { petitionLetterSubscriber } from './follow-letters.ts';
export type { PetitionDeps } from './petition-deps.ts';
export { petitionRoutes } from './petition-routes.ts';
