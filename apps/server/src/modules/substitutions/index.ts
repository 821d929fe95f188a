export { declareSubstitution } from './declare-substitution.ts';
export { type AbsenceToday, listAbsences } from './list-absences.ts';
export type { SubstitutionDeps } from './substitution-deps.ts';
export { substitutionRoutes } from './substitution-routes.ts';
