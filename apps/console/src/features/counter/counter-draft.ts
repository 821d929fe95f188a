import type { UploadResponse } from '@opis/contracts';
import { type CounterForm, emptyForm } from './counter-form.ts';
import { type Attempt, newAttempt, type Registered } from './registration.ts';

/** A number already given, and the form as it stands, which is not registered. */
export type Earlier = Registered & { form: CounterForm };

/** Everything of a paper that is not registered yet. It outlives a reload, a crash and the end of a session. */
export type CounterDraft = {
  /** Code of the register; null for the first that may be written in. */
  register: string | null;
  form: CounterForm;
  uploads: readonly UploadResponse[];
  attempt: Attempt;
  /** When the first letter was typed, in milliseconds; null while the form is blank. */
  startedAt: number | null;
  /** When the server last failed to answer, ISO; null while nothing is in doubt. */
  lostAt: string | null;
  /** A number that an earlier body of this paper has; the form says something else, and somebody has to say what it is. */
  earlier: Earlier | null;
  /** The paper before, for „ca precedentul” and the previous sender. */
  previous: CounterForm | null;
};

const prefix = 'opis.draft.';

/** A draft for the next paper: register, channel and the paper before are kept. */
export function emptyDraft({
  register,
  previous,
}: Pick<CounterDraft, 'register' | 'previous'>): CounterDraft {
  const form = emptyForm(previous?.channel);
  return {
    register,
    form,
    uploads: [],
    attempt: newAttempt(),
    startedAt: null,
    lostAt: null,
    earlier: null,
    previous,
  };
}

/** True while it is not known whether the paper has a number: it may not be thrown away, nor leave its register. */
export function isInDoubt(draft: CounterDraft): boolean {
  return draft.attempt.unanswered.length > 0;
}

/** The draft that this account left in this tab. */
export function loadDraft(accountId: string): CounterDraft {
  const empty = emptyDraft({ register: null, previous: null });
  try {
    const kept = JSON.parse(sessionStorage.getItem(prefix + accountId) ?? '{}') as Partial<CounterDraft>;
    // A draft that an older page left may lack what this one asks for.
    const draft: CounterDraft = { ...empty, ...kept, form: { ...empty.form, ...kept.form } };
    // The page died between sending and answer: what it did not learn is said as soon as it stands again.
    return isInDoubt(draft) && draft.lostAt === null ? { ...draft, lostAt: new Date().toISOString() } : draft;
  } catch {
    return empty;
  }
}

export function saveDraft(accountId: string, draft: CounterDraft) {
  sessionStorage.setItem(prefix + accountId, JSON.stringify(draft));
}

/** At sign-out nothing of anybody's papers stays in the browser. */
export function forgetDrafts() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
}
