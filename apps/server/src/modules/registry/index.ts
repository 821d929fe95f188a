export { amendPlaces, type LockedBooks, lockBooks, type NewPlace } from './amend/amend-places.ts';
export type { Amended, AmendmentSubscriber } from './amend/amendment-subscriber.ts';
export { annulEntry } from './amend/annul-entry.ts';
export { correctEntry } from './amend/correct-entry.ts';
export { dispatchEntry } from './amend/dispatch-entry.ts';
export {
  type DispatchDeps,
  type Dispatched,
  dispatchPlaces,
  type NewDispatch,
} from './amend/dispatch-places.ts';
export { joinEntry } from './amend/join-entry.ts';
export { type Batchers, bookBatchers } from './batch/batchers.ts';
export { closeBook } from './closing/close-book.ts';
export { closingRoutes } from './closing/closing-routes.ts';
export { getClosing } from './closing/get-closing.ts';
export { registryCommands } from './commands/registry-commands.ts';
export { createRegister, generalRegister, type NewRegister, openGeneralRegister } from './create-register.ts';
export { emergencyRoutes } from './emergency/emergency-routes.ts';
export { enterEmergencyLine } from './emergency/enter-line.ts';
export { makeEmergencySheet } from './emergency/make-sheet.ts';
export { type EntryKey, findEntryAudience } from './entry-audience.ts';
export { entryFileRoutes } from './entry-file-routes.ts';
export { entryModelRoutes } from './entry-model-routes.ts';
export { eraseValues } from './erase-values.ts';
export { type ExportDeps, exportBook } from './export/export-book.ts';
export { exportRoutes } from './export/export-routes.ts';
export { signHeads } from './heads/sign-heads.ts';
export { listHeadLines, writeWitnessFiles } from './heads/witness-file.ts';
export { historyRoutes } from './history/history-routes.ts';
export { type FoundHistory, findHistory } from './history/history-views.ts';
export { importHistory } from './history/import-history.ts';
export type { PrintedInstitution } from './print/print-model.ts';
export { printedInstitution } from './print/printed-institution.ts';
export { reportFrame } from './print/report-frame.ts';
export { type PrintRoutesDeps, printReceiptOf, printRoutes } from './print-routes.ts';
export { betweenHeadsChecker } from './public/between-heads.ts';
export { verifyEntry } from './public/verify-entry.ts';
export { type RegisterDocumentDeps, registerDocument } from './register-document.ts';
export { addMember, listMembers, removeMember } from './register-members.ts';
export { registerSetupRoutes } from './register-setup-routes.ts';
export { nameByNumber, registeredName } from './registered-name.ts';
export {
  findRegister,
  isNamedOn,
  listedOnce,
  type RegisterDirectory,
  registerDirectory,
} from './registers.ts';
export type {
  Participation,
  RegisteredEntry,
  RegistrationOrigin,
  RegistrationParticipant,
  RegistrationToPlan,
  StatementPlace,
} from './registration-participant.ts';
export { type RegistryPagesDeps, registryPages } from './registry-pages.ts';
export { EntryParams, keyOf, registryRoutes } from './registry-routes.ts';
export { numbersOf } from './restore/numbers-of.ts';
export { type LostNumbers, recordLostNumbers } from './restore/record-lost-numbers.ts';
export { listRestoredBooks, type RestoredBook } from './restore/restored-books.ts';
export { lockBooksToSeal, moveToSealed, type SealedEntry } from './sealing/move-to-sealed.ts';
export { designateSpecialRegister, findSpecialRegister } from './sealing/special-registers.ts';
export type { Finding, VerifyPart } from './verify/finding.ts';
export { type VerifyReport, verifyRegistry } from './verify/verify-registry.ts';
export { entriesOfParties, sealedRegisters } from './views/entries-of-parties.ts';
export { type EntryReach, readEntryReach } from './views/entry-reach.ts';
export { type BookMark, listUnitsReached, readBookMarks } from './views/moved-books.ts';
export {
  type ChangedEntries,
  type IndexableEntry,
  readChangedEntries,
  readIndexableEntries,
} from './views/read-changed-entries.ts';
export { readVerifyMark, type VerifyMark } from './views/read-verify-mark.ts';
export { type RegisterInSight, registersInSight } from './views/register-sight.ts';
