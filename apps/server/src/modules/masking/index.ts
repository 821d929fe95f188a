export { type MaskDeps, maskDocument } from './mask-document.ts';
export { maskingRoutes } from './masking-routes.ts';
