export type { DocumentDeps, FileGuard, UploadSubscriber } from './document-deps.ts';
export { toDocumentName } from './document-name.ts';
export { toShownPages } from './document-pages.ts';
export {
  type DocumentFile,
  findHoldersOfUploads,
  listDocumentFiles,
  listDocuments,
  listOriginals,
  type OriginalFile,
  requireDocument,
} from './document-reader.ts';
export { documentRoutes } from './document-routes.ts';
export { documentWrites } from './document-writes.ts';
export {
  type ClaimedUpload,
  type DocumentPlace,
  keepMade,
  keepMadeVersion,
  keepUploaded,
  receiveMade,
} from './keep-document.ts';
export { keepReceived } from './keep-received.ts';
export {
  type LostDocument,
  listLost,
  listMissing,
  listNaming,
  listStored,
  recordLost,
} from './lost-files.ts';
export { offerStored, type StoredOffer } from './offer-stored.ts';
export { type OpenedDocument, openDocument, renderDocumentPage } from './open-document.ts';
export { claimUpload, keepBytes, offerUpload, storedAlready } from './pass-uploads.ts';
export { type DocumentRow, type PlannedDocument, planDocuments, toDocumentRows } from './plan-documents.ts';
export { grantRead, type ReadGrant } from './read-grant.ts';
export { receiveUpload } from './receive-upload.ts';
export { sendDocument, sendPage } from './send-document.ts';
export { findShownAs, showAs } from './show-as.ts';
export { type NamingColumn, type Swept, sweepOrphans } from './sweep-orphans.ts';
export { requireOwnUpload } from './upload-store.ts';
