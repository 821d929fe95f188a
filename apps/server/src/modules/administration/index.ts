export { accountRoutes } from './account-routes.ts';
export type { AdministrationDeps, PassingFiles } from './administration-deps.ts';
export { administrationRoutes } from './administration-routes.ts';
export {
  type CarryOutDeps,
  carryOutHandovers,
  handoverSchedules,
  handoversJob,
} from './carry-out-handovers.ts';
