import type { AssignOutcome } from '@opis/contracts';
import { errorText } from '../../../platform/texts.ts';
import type { ActOutcome } from './perform-acts.ts';

/** How one file of many fared, in the words of a problem. */
export function toActOutcome(outcome: ActOutcome): AssignOutcome {
  if ('version' in outcome) return { ...outcome, done: true, problem: null };
  const { code, conflict } = outcome.refusal;
  return {
    id: outcome.id,
    done: false,
    version: null,
    problem: { code, detail: errorText(code), conflict },
  };
}
