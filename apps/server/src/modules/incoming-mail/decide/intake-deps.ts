import type { ProcedureBook } from '../../case-files/index.ts';
import type { DeadlineBook } from '../../deadlines/index.ts';
import type { SealedRegisters } from '../../parties/index.ts';
import type { RegisterDocumentDeps } from '../../registry/index.ts';

/** What deciding about messages stands on. */
export type IntakeDeps = RegisterDocumentDeps & {
  readonly sealedRegisters: SealedRegisters;
  readonly procedures: ProcedureBook;
  readonly deadlines: DeadlineBook;
};
