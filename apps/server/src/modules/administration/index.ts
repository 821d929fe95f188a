export { accountRoutes } from './account-routes.ts';
export type { AdministrationDeps, UnitFiles } from './administration-deps.ts';
export { administrationRoutes } from './administration-routes.ts';
