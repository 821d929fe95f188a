import type { UploadSubscriber } from '../documents/index.ts';
import { requestProcessing } from './request-processing.ts';

/** Has everything that is uploaded worked on, before anybody registers it: a virus is found while the form is filled. */
export const processUploads: UploadSubscriber = {
  arrived: (tx, { sha256 }) => requestProcessing(tx, [sha256]),
};
