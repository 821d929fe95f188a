import { useRef, useState } from 'react';
import { type CounterDraft, emptyDraft, loadDraft, saveDraft } from './counter-draft.ts';
import { type CounterForm, isBlank } from './counter-form.ts';

/** The draft of this account, kept at every change. `now` reads it as it is, also between two drawings. */
export type DraftKeeper = {
  draft: CounterDraft;
  now: () => CounterDraft;
  change: (update: (draft: CounterDraft) => CounterDraft) => void;
  /** Changes the form; the first letter starts the clock. */
  changeForm: (update: (form: CounterForm) => CounterForm) => void;
  /** A blank form for the next paper. */
  startNext: (previous: CounterForm | null) => void;
};

export function useDraft(accountId: string): DraftKeeper {
  const [draft, setDraft] = useState(() => loadDraft(accountId));
  const latest = useRef(draft);
  const change = (update: (draft: CounterDraft) => CounterDraft) => {
    latest.current = update(latest.current);
    saveDraft(accountId, latest.current);
    setDraft(latest.current);
  };
  const changeForm = (update: (form: CounterForm) => CounterForm) =>
    change((now) => {
      const form = update(now.form);
      return { ...now, form, startedAt: now.startedAt ?? (isBlank(form) ? null : Date.now()) };
    });
  return {
    draft,
    now: () => latest.current,
    change,
    changeForm,
    startNext: (previous) => change(({ register }) => emptyDraft({ register, previous })),
  };
}
