import type {
  AssignCaseFileRequest,
  AssignCaseFilesRequest,
  AssignOutcomes,
  CaseConflict,
  CaseConflictProblem,
  CaseFileRow,
  ChangeProcedureRequest,
  CloseCaseFileRequest,
  JoinCaseFileRequest,
  NoteCaseFileRequest,
  ReopenCaseFileRequest,
  ReturnCaseFileRequest,
  SetCaseFieldsRequest,
  SetComplaintRequest,
  UndoCaseFilesRequest,
} from '@opis/contracts';
import { ProblemError, request } from './http.ts';

/** Every act on one file, each with its own body; by its place in the API. */
export type CaseActs = {
  assign: AssignCaseFileRequest;
  return: ReturnCaseFileRequest;
  close: CloseCaseFileRequest;
  reopen: ReopenCaseFileRequest;
  join: JoinCaseFileRequest;
  note: NoteCaseFileRequest;
  procedure: ChangeProcedureRequest;
  fields: SetCaseFieldsRequest;
  complaint: SetComplaintRequest;
};
export type CaseActKind = keyof CaseActs;

const patience = 20_000;

/** Does one act and returns the file's row as it is afterwards. Repeating the same `requestId` has no second effect. */
export function actOnCaseFile<Kind extends CaseActKind>(
  id: string,
  kind: Kind,
  body: CaseActs[Kind],
): Promise<CaseFileRow> {
  return request(`/case-files/${id}/${kind}`, { method: 'POST', body, patience });
}

/** The same assignment for many; each is done or says why not. */
export function assignCaseFiles(body: AssignCaseFilesRequest): Promise<AssignOutcomes> {
  return request('/case-files/assign', { method: 'POST', body, patience: 60_000 });
}

/** Takes back what the caller just did to many; those on which somebody acted since are named. */
export function undoCaseFiles(body: UndoCaseFilesRequest): Promise<AssignOutcomes> {
  return request('/case-files/undo', { method: 'POST', body, patience: 60_000 });
}

/** What others did meanwhile, when that is why an act was refused. */
export function conflictOf(error: unknown): CaseConflict | null {
  if (!(error instanceof ProblemError) || error.problem.code !== 'case-file.changed-meanwhile') return null;
  return (error.problem as CaseConflictProblem).conflict ?? null;
}
