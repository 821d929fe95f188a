export { examineFile, examineMissing, examineUploads, signatureSchedules } from './examine-file.ts';
export { keepDemonstrationKey } from './keep-demonstration-key.ts';
export type { PaperToSeal, SealCommand, SealedPaper, SealLetter } from './seal-letter.ts';
export { sealLetter } from './sign-batch.ts';
export { signatureCommands } from './signature-commands.ts';
export { signatureRoutes } from './signature-routes.ts';
export type { SigningSettings } from './signing-settings.ts';
