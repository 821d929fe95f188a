export type { NomenclatureRow } from './classification-views.ts';
export { listCategories, listNomenclature, listOffices } from './classification-views.ts';
export { importOrganisation, type OrganisationDeps } from './import-organisation.ts';
export { findInstitution, getInstitution, type Institution } from './institution.ts';
export { type OrganisationDirectory, organisationDirectory } from './organisation-directory.ts';
export { OrganisationPlan, type OrganisationPlanInput } from './organisation-plan.ts';
export { findStaffId, findUnitByCode } from './organisation-reader.ts';
export { organisationRoutes } from './organisation-routes.ts';
export { listSubtreeIds, listTreeUnits, listUnits, type TreeUnit } from './unit-views.ts';
