export { exportWorksReport } from './print/export-works-report.ts';
export { reportingRoutes } from './reporting-routes.ts';
export { makeDueReports, reportingSchedules } from './saved/make-due-reports.ts';
export { makeUnfinishedListsJob, unfinishedListsSchedule } from './unfinished/make-unfinished-lists.ts';
