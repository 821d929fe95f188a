export { OrganisationPlan, type OrganisationPlanInput } from '@opis/contracts';
export { type ActChange, type ActingPerson, insertAct } from './administration-act.ts';
export { findAct, listActs } from './administration-acts-view.ts';
export { changeOrganisation } from './change-organisation.ts';
export { citizenPages } from './citizen-pages.ts';
export type { NomenclatureRow } from './classification-views.ts';
export { listCategories, listNomenclature, listOffices } from './classification-views.ts';
export { commitChanges } from './commit-changes.ts';
export { exportOrganisation, toPlan } from './export-organisation.ts';
export {
  findHeir,
  finishHandover,
  finishReturn,
  type Handover,
  listDueHandovers,
  listReversedHandovers,
  listTakenBack,
  lockHandover,
  type PassedRole,
} from './handover-store.ts';
export { listHolidays, readCalendarDays } from './holiday-views.ts';
export {
  type ImportForecast,
  type ImportOptions,
  importOrganisation,
  type OrganisationDeps,
  previewImport,
} from './import-organisation.ts';
export { findInstitution, getInstitution, type Institution } from './institution.ts';
export { addLegalHoliday, endLegalHoliday, listLegalHolidays } from './legal-holidays.ts';
export type { OrganisationChange } from './organisation-change.ts';
export { organisationCommands } from './organisation-commands.ts';
export { type OrganisationDirectory, organisationDirectory } from './organisation-directory.ts';
export { findStaffId, findUnitByCode } from './organisation-reader.ts';
export { organisationRoutes } from './organisation-routes.ts';
export { lockState, readState } from './organisation-state.ts';
export { parsePlan } from './parse-plan.ts';
export { readPlanFile } from './plan-file.ts';
export { PlanFileError } from './plan-mistakes.ts';
export { builtUpon, isOurs, revertChanges } from './revert-changes.ts';
export { noUnitFiles, type UnitFiles } from './unit-closings.ts';
export { listSubtreeIds, listTreeUnits, listUnits, type TreeUnit } from './unit-views.ts';
