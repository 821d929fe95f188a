export { changeSubstitution } from './change-substitution.ts';
export { declareSubstitution } from './declare-substitution.ts';
export { type AbsenceToday, listAbsences } from './list-absences.ts';
export type { SubstitutionDeps } from './substitution-deps.ts';
export { substitutionRoutes } from './substitution-routes.ts';
export { successorOf } from './successor-of.ts';
