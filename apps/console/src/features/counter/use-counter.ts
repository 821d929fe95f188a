import type { Category, RegisterDocumentRequest } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ProblemError } from '../../api/http.ts';
import { registerDocument } from '../../api/register-document.ts';
import { checkForm, type FormError, toFormErrors } from './check-form.ts';
import { type CounterDraft, emptyDraft, isInDoubt, loadDraft, saveDraft } from './counter-draft.ts';
import { type CounterForm, isBlank, toRegistration } from './counter-form.ts';
import { fetchSuggestions } from './party-suggestions.ts';
import {
  newAttempt,
  type Outcome,
  type Registered,
  type RegistrationFields,
  sendRegistration,
  withUnanswered,
} from './registration.ts';
import { settleSender } from './sender-match.ts';
import { useSimilar } from './use-similar.ts';
import { useUploads } from './use-uploads.ts';

/** A number that was given, with what it was given to. */
export type Done = Registered & { form: CounterForm; seconds: number | null };

/** A number that an earlier body of this paper already had; `form` is what stands in the form and is not registered. */
export type Earlier = Registered & { form: CounterForm };

type CounterPlace = {
  accountId: string;
  /** The register that is written in unless another was chosen. */
  defaultRegister: string;
  today: string;
  categories: readonly Category[];
};

/** Everything that the counter screen knows and does. */
export function useCounter({ accountId, defaultRegister, today, categories }: CounterPlace) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => loadDraft(accountId));
  const [sending, setSending] = useState(false);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [refusal, setRefusal] = useState<ProblemError | null>(null);
  const [gapAsked, setGapAsked] = useState(false);
  const [stoppedBySimilar, setStoppedBySimilar] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const [earlier, setEarlier] = useState<Earlier | null>(null);
  const latest = useRef(draft);
  const register = draft.register ?? defaultRegister;
  const busy = useRef(false);

  const change = (update: (draft: CounterDraft) => CounterDraft) => {
    latest.current = update(latest.current);
    saveDraft(accountId, latest.current);
    setDraft(latest.current);
  };
  const uploads = useUploads(draft.uploads, (ready) => change((now) => ({ ...now, uploads: ready })));
  const uploadIds = draft.uploads.map((upload) => upload.id);
  const similar = useSimilar({ register, form: draft.form, uploads: uploadIds });

  const changeForm = (update: (form: CounterForm) => CounterForm) =>
    change((now) => {
      const form = update(now.form);
      return { ...now, form, startedAt: now.startedAt ?? (isBlank(form) ? null : Date.now()) };
    });

  /** The sender as a known or a new party, also when the hands were faster than the list. */
  const settleTypedSender = async () => {
    const { sender } = latest.current.form;
    if (sender.text.trim() === '' || sender.party || sender.isNew) return;
    const suggestions = await fetchSuggestions(queries, sender.text).catch(() => ({ items: [] }));
    changeForm((form) =>
      form.sender === sender ? { ...form, sender: settleSender(sender, suggestions.items) } : form,
    );
  };

  const submit = async ({ confirmGap = false } = {}) => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    try {
      await registerTyped(confirmGap);
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const registerTyped = async (confirmGap: boolean) => {
    setRefusal(null);
    setGapAsked(false);
    setStoppedBySimilar(false);
    await settleTypedSender();
    const wrongFiles = (await uploads.settled()).filter((item) => item.state === 'failed');
    const { form } = latest.current;
    const wrong = checkForm(form, today);
    if (wrongFiles.length > 0) wrong.push({ target: 'files', message: 'counter.error.files' });
    setErrors(wrong);
    if (wrong.length > 0) return;
    if (!isInDoubt(latest.current) && (await similar.hasUnseen(form))) return setStoppedBySimilar(true);
    const category = categories.find((one) => one.code === form.category);
    const ready = latest.current.uploads.map((upload) => upload.id);
    const fields = { ...toRegistration(form, { uploads: ready, category, today }), confirmGap };
    settle(await send(fields), form);
  };

  const send = async (fields: RegistrationFields): Promise<Outcome> => {
    const { attempt } = latest.current;
    change((now) => ({ ...now, register, attempt: withUnanswered(attempt, fields) }));
    return sendRegistration(
      (body: RegisterDocumentRequest) => registerDocument(register, body),
      attempt,
      fields,
    );
  };

  const settle = (outcome: Outcome, form: CounterForm) => {
    if (outcome.kind === 'unanswered') {
      return change((now) => ({ ...now, attempt: outcome.attempt, lostAt: new Date().toISOString() }));
    }
    if (outcome.kind === 'refused') {
      change((now) => ({ ...now, attempt: outcome.attempt, lostAt: null }));
      const gap = outcome.error.problem.code === 'registry.confirm-gap';
      setGapAsked(gap);
      if (!gap) setRefusal(outcome.error);
      return setErrors(gap ? [] : toFormErrors(outcome.error.problem));
    }
    forgetStaleLists();
    if (outcome.kind === 'registered-before') {
      change((now) => ({ ...now, attempt: newAttempt(), lostAt: null }));
      return setEarlier({ ...outcome, form });
    }
    const { startedAt } = latest.current;
    setDone({
      ...outcome,
      form,
      seconds: startedAt === null ? null : Math.max(1, Math.round((Date.now() - startedAt) / 1000)),
    });
    startNext(form);
  };

  const startNext = (previous: CounterForm | null) => {
    uploads.clear();
    setErrors([]);
    setRefusal(null);
    change((now) => emptyDraft({ register: now.register, previous }));
  };

  const forgetStaleLists = () => {
    for (const queryKey of [
      ['entries', register],
      ['summary', register],
      ['party-suggestions'],
      ['party'],
      ['similar'],
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
  };

  // A body of this tab's earlier life may still be without an answer: the band says so at once.
  useEffect(() => {
    if (isInDoubt(latest.current) && latest.current.lostAt === null) {
      change((now) => ({ ...now, lostAt: new Date().toISOString() }));
    }
  }, []);

  return {
    draft,
    register,
    /** The register stays while it is not known whether the paper has a number in it. */
    chooseRegister: (code: string) => {
      if (!isInDoubt(latest.current)) change((now) => ({ ...now, register: code }));
    },
    uploads,
    similar: similar.items,
    stoppedBySimilar,
    sending,
    errors,
    refusal,
    gapAsked,
    done,
    earlier,
    inDoubt: isInDoubt(draft) && !sending,
    changeForm,
    settleTypedSender,
    submit,
    closeGap: () => setGapAsked(false),
    /** Empties the form, unless it is not known whether its paper has a number. */
    clear: () => {
      if (isInDoubt(latest.current)) return false;
      for (const item of uploads.items) uploads.remove(item.key);
      startNext(latest.current.previous);
      return true;
    },
    /** The earlier number is this paper's: the form's later changes are let go. */
    acceptEarlier: () => {
      if (!earlier) return;
      setDone({ response: earlier.response, body: earlier.body, form: earlier.form, seconds: null });
      setEarlier(null);
      startNext(earlier.form);
    },
    /** The form is another paper: it stays, and will get a number of its own. */
    keepAsAnother: () => {
      if (!earlier) return;
      setDone({ response: earlier.response, body: earlier.body, form: earlier.form, seconds: null });
      setEarlier(null);
      // Its files are the earlier entry's documents now.
      for (const item of uploads.items) {
        if (item.upload && earlier.body.uploads.includes(item.upload.id)) uploads.forget(item.key);
      }
    },
  };
}

export type Counter = ReturnType<typeof useCounter>;
