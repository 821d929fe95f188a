export { fileGuard } from './file-guard.ts';
export type { FileTextSubscriber } from './file-text-subscriber.ts';
export type { FileText, FileWork } from './file-work.ts';
export { fileTexts, fileWorkOf } from './file-work-reader.ts';
export { processUploads } from './process-uploads.ts';
export { processNext } from './process-works.ts';
export type { ProcessingDeps } from './processing-deps.ts';
export { requestProcessing } from './request-processing.ts';
export { startProcessing } from './start-processing.ts';
