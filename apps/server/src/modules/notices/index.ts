export { type NoticeDeps, type NoticeFile, noticeRoutes } from './notice-routes.ts';
export { listUnmailed, markMailed, type UnmailedNotice } from './notice-store.ts';
export { type NewNotice, notify } from './notify.ts';
