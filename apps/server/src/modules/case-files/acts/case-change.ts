import type { CaseFileAction, CaseOutcome, CaseStepKind } from '@opis/contracts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState, CasePlace } from '../case-file.ts';

/** What an act makes of one file. `place` is where it lies afterwards. */
export type CaseDecision = {
  /** The right that it asks for. */
  readonly action: CaseFileAction;
  readonly kind: CaseStepKind;
  readonly place: CasePlace;
  readonly outcome: CaseOutcome | null;
  readonly text: string | null;
};

/** A decision about a locked file, by somebody, ready to be written. */
export type CaseChange = CaseDecision & { readonly file: CaseFileState; readonly acting: Acting };
