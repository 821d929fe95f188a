export { type AssignDeps, assignCaseFile, assignCaseFiles } from './acts/assign-case-files.ts';
export { closeWithin, reopenWithin } from './acts/close-within.ts';
export { editCaseFile } from './acts/edit-case-file.ts';
export {
  describeReturn,
  giveBackUnitFiles,
  handOverUnitFiles,
  type UnitHandover,
} from './acts/hand-over-unit.ts';
export { joinCaseFile } from './acts/join-case-file.ts';
export { fileMovedNumbers, leaveForSealed } from './acts/leave-for-sealed.ts';
export { closeCaseFile, closeCaseFiles, reopenCaseFile, returnCaseFile } from './acts/move-case-file.ts';
export { noteCaseFile, noteInFile, noteWithin } from './acts/note-case-file.ts';
export type { ActDeps } from './acts/perform-acts.ts';
export { letRead } from './acts/write-changes.ts';
export { availabilityRoutes } from './availability/availability-routes.ts';
export { followAbsences } from './availability/follow-absences.ts';
export { mayFileScans } from './case-file-policy.ts';
export { type CaseFileRoutesDeps, caseFileRoutes } from './case-file-routes.ts';
export { lockCaseFiles, readFiledEntries } from './case-file-store.ts';
export { complaintRoutes } from './complaint/complaint-routes.ts';
export { setComplaint } from './complaint/set-complaint.ts';
export { caseFileSubscriber } from './follow-amendments.ts';
export { caseFileParticipant } from './open-with-registration.ts';
export { addCaseItems, type NewCaseItem } from './opis/case-items.ts';
export { filesOpenToScans } from './opis/files-open-to-scans.ts';
export { opisRoutes } from './opis/opis-routes.ts';
export { readableDocuments } from './opis/readable-documents.ts';
export { givePaper, receivePaper } from './papers/move-paper.ts';
export { paperRoutes } from './papers/paper-routes.ts';
export { petitionerRoutes } from './petitioner/petitioner-routes.ts';
export { changeProcedure } from './procedures/change-procedure.ts';
export { declareProcedures, type TemplateCodes } from './procedures/declare-procedures.ts';
export { type FieldText, readFieldTexts } from './procedures/field-texts.ts';
export { type ProcedureBook, procedureBook } from './procedures/procedure-book.ts';
export { procedureCommands } from './procedures/procedure-commands.ts';
export { procedureRoutes } from './procedures/procedure-routes.ts';
export { setCaseFields } from './procedures/set-case-fields.ts';
export { saveResolutionModel } from './resolution-models.ts';
export { answerWithin } from './tasks/answer-within.ts';
export { askCaseTasks } from './tasks/ask-case-tasks.ts';
export { askTasks, type NewTask, type TaskLine, withdrawTasks } from './tasks/ask-tasks.ts';
export { findAddressees, type StepCandidate } from './tasks/find-addressees.ts';
export { listLeadersAbove } from './tasks/leaders-above.ts';
export { answerTask, returnTask } from './tasks/settle-tasks.ts';
export type { Task } from './tasks/task.ts';
export { type TaskRoutesDeps, taskRoutes } from './tasks/task-routes.ts';
export type { SettledTask, TaskSubscriber } from './tasks/task-subscriber.ts';
export { verifyCaseFiles } from './verify-case-files.ts';
export { type Eyes, findConflict } from './views/case-row.ts';
export { countOpenByUnit } from './views/count-open-by-unit.ts';
export { type FileStanding, readFileStandings } from './views/file-standing.ts';
export { findFilesOfEntries } from './views/find-files-of-entries.ts';
export type { Absences } from './views/list-assignees.ts';
export { countCaseFiles, listCaseFiles } from './views/list-case-files.ts';
export { listCaseRows } from './views/list-case-rows.ts';
export { caseFilesInSight, nameCaseFile, openlyNamedFiles } from './views/name-case-files.ts';
export { mayReadCaseFile } from './views/require-case-file.ts';
export { termFiles } from './views/term-places.ts';
