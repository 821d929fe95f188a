export { type LiveDeps, liveRoutes } from './live-routes.ts';
export type { MayWatch } from './live-sight.ts';
