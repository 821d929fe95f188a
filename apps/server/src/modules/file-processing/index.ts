export type { FileTextSubscriber } from './file-text-subscriber.ts';
export type { FileText, FileWork } from './file-work.ts';
export { fileTexts, fileWorkOf } from './file-work-reader.ts';
export { processUploads } from './process-uploads.ts';
export { requestProcessing } from './request-processing.ts';
