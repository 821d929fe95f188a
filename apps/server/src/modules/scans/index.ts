export { bringScans } from './bring-scans.ts';
export { type FileScanDeps, fileScan } from './file-scan.ts';
export { scanSchedules, settleTaken } from './put-away-scan.ts';
export { readScan } from './read-scan.ts';
export { scanChecks } from './scan-checks.ts';
export type { ScanDeps } from './scan-deps.ts';
export { type ScanRoutesDeps, scanRoutes } from './scan-routes.ts';
export { FolderWatch, startFolderWatch, type WatchDeps } from './watch-folders.ts';
