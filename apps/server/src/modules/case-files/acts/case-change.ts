import type { CaseFileAction, CaseOutcome, CaseStepKind, FieldValues } from '@opis/contracts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState, CasePlace } from '../case-file.ts';
import type { ProcedureKey } from '../procedures/procedure.ts';

/** What an act makes of one file. `place` is where it lies afterwards. */
export type CaseDecision = {
  /** The right that it asks for. */
  readonly action: CaseFileAction;
  readonly kind: CaseStepKind;
  readonly place: CasePlace;
  readonly outcome: CaseOutcome | null;
  readonly text: string | null;
  /** What the step says beside its words: the procedures of a reclassification, the values of fields. */
  readonly detail?: object;
  /** Another procedure for the file. */
  readonly procedure?: ProcedureKey;
  /** All values of its fields from now on. */
  readonly fields?: FieldValues;
};

/** A decision about a locked file, by somebody, ready to be written. */
export type CaseChange = CaseDecision & { readonly file: CaseFileState; readonly acting: Acting };
