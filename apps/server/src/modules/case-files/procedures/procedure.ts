import type { ProcedureDeclaration, ProcedureOrigin } from '@opis/contracts';

/** A procedure with the number of its version and where that comes from. */
export type Procedure = ProcedureDeclaration & {
  readonly version: number;
  readonly origin: ProcedureOrigin;
};

/** One version of a procedure, as `case_files` names it. */
export type ProcedureKey = { readonly code: string; readonly version: number };
