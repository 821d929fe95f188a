import type { CaseFileRow } from '@opis/contracts';
import type { ActResult } from './use-case-act.ts';

/** What every act's dialog needs; several rows are done in one go. */
export type ActDialogProps = {
  rows: readonly CaseFileRow[];
  onDone: (result: ActResult, said: string) => void;
  onClose: () => void;
};
