export { beginLongWork, type LongWorkRequest } from './begin-long-work.ts';
export { keepMadeFile } from './keep-made-file.ts';
export {
  type BoundLongWork,
  bindLongWork,
  defineLongWork,
  type LongWorkKind,
  type LongWorkOutcome,
  type RunningWork,
} from './long-work.ts';
export { longWorkRoutes } from './long-work-routes.ts';
export { getLongWork } from './long-work-views.ts';
export { runLongWork } from './run-long-work.ts';
export { tidyLongWorks, tidyLongWorksSchedule } from './tidy-long-works.ts';
