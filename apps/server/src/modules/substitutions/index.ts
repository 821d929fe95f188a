export { declareSubstitution } from './declare-substitution.ts';
export { type AbsenceToday, listAbsences } from './list-absences.ts';
export { type Presence, presenceReader } from './read-presence.ts';
export type { SubstitutionDeps } from './substitution-deps.ts';
export { substitutionRoutes } from './substitution-routes.ts';
