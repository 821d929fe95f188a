import type { ProcedureRow } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ProblemError } from '../../api/http.ts';
import { registerDocument } from '../../api/register-document.ts';
import { checkForm, type FormError, toFormErrors } from './check-form.ts';
import { isInDoubt } from './counter-draft.ts';
import type { CounterForm } from './counter-form.ts';
import {
  newAttempt,
  type Outcome,
  type Registered,
  type RegistrationFields,
  sendRegistration,
  withUnanswered,
} from './registration.ts';
import type { DraftKeeper } from './use-draft.ts';
import type { useUploads } from './use-uploads.ts';

/** A number that was given; `seconds` from the first letter, null when it was found again after a broken line. */
export type Done = Registered & { seconds: number | null };

type Trouble = {
  errors: readonly FormError[];
  refusal: ProblemError | null;
  /** Over seven days since the book's last record: a person confirms. */
  gapAsked: boolean;
  /** Registering stopped once, for a notice to be read. */
  stoppedBySimilar: boolean;
};
const noTrouble: Trouble = { errors: [], refusal: null, gapAsked: false, stoppedBySimilar: false };

type SubmissionParts = {
  register: string;
  keeper: DraftKeeper;
  uploads: ReturnType<typeof useUploads>;
  today: string;
  settleTypedSender: () => Promise<void>;
  hasUnseenSimilar: (form: CounterForm) => Promise<boolean>;
  toFields: () => RegistrationFields;
  procedureOf: (form: CounterForm) => ProcedureRow | undefined;
};

/** From the press of F9 to the number, or to the words that say why there is none. */
export function useSubmission({ keeper, uploads, register, ...parts }: SubmissionParts) {
  const { now, change } = keeper;
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState(noTrouble);
  const [done, setDone] = useState<Done | null>(null);
  const { earlier } = keeper.draft;
  const busy = useRef(false);
  const forgetLists = useForgetLists(register);

  const startNext = (previous: CounterForm | null) => {
    uploads.clear();
    setTrouble(noTrouble);
    keeper.startNext(previous);
  };

  const findTrouble = async (): Promise<Partial<Trouble> | undefined> => {
    await parts.settleTypedSender();
    const items = await uploads.settled();
    const errors = checkForm(now().form, parts.today, parts.procedureOf(now().form));
    if (items.some((item) => item.state === 'failed'))
      errors.push({ target: 'files', message: 'counter.error.files' });
    if (errors.length > 0) return { errors };
    const asks = !isInDoubt(now()) && (await parts.hasUnseenSimilar(now().form));
    return asks ? { stoppedBySimilar: true } : undefined;
  };

  const settle = (outcome: Outcome) => {
    const { form, startedAt } = now();
    if (outcome.kind === 'unanswered') {
      return change((was) => ({ ...was, attempt: outcome.attempt, lostAt: new Date().toISOString() }));
    }
    if (outcome.kind === 'refused') {
      change((was) => ({ ...was, attempt: outcome.attempt, lostAt: null }));
      return setTrouble({ ...noTrouble, ...toTrouble(outcome.error) });
    }
    forgetLists();
    if (outcome.kind === 'registered-before') {
      const { response, body } = outcome;
      return change((was) => ({
        ...was,
        attempt: newAttempt(),
        lostAt: null,
        earlier: { response, body, form },
      }));
    }
    setDone({ ...outcome, seconds: secondsSince(startedAt) });
    startNext(form);
  };

  const giveNumber = async (confirmGap: boolean) => {
    setTrouble(noTrouble);
    const found = await findTrouble();
    if (found) return setTrouble({ ...noTrouble, ...found });
    const fields = { ...parts.toFields(), confirmGap };
    const { attempt } = now();
    change((was) => ({ ...was, register, attempt: withUnanswered(attempt, fields) }));
    settle(await sendRegistration((body) => registerDocument(register, body), attempt, fields));
  };

  /** Once, however often it is pressed. */
  const submit = async ({ confirmGap = false } = {}) => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    try {
      await giveNumber(confirmGap);
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const showEarlier = ({ response, body }: Registered) => {
    setDone({ response, body, seconds: null });
    change((was) => ({ ...was, earlier: null }));
  };
  return {
    ...trouble,
    sending,
    done,
    submit,
    startNext,
    closeGap: () => setTrouble(noTrouble),
    /** The earlier number is this paper's: the form's later changes are let go. */
    acceptEarlier: () => {
      if (!earlier) return;
      showEarlier(earlier);
      startNext(earlier.form);
    },
    /** The form is another paper: it stays and will get a number of its own; the earlier one keeps its files. */
    keepAsAnother: () => {
      if (!earlier) return;
      showEarlier(earlier);
      const taken = uploads.items.filter(
        (item) => item.upload && earlier.body.uploads.includes(item.upload.id),
      );
      for (const item of taken) uploads.forget(item.key);
    },
  };
}

function toTrouble(error: ProblemError): Partial<Trouble> {
  if (error.problem.code === 'registry.confirm-gap') return { gapAsked: true };
  return { refusal: error, errors: toFormErrors(error.problem) };
}

function secondsSince(startedAt: number | null): number | null {
  return startedAt === null ? null : Math.max(1, Math.round((Date.now() - startedAt) / 1000));
}

/** Everything that a new number makes old. */
function useForgetLists(register: string) {
  const queries = useQueryClient();
  return () => {
    const stale = [
      ['entries', register],
      ['summary', register],
      ['party-suggestions'],
      ['party'],
      ['similar'],
    ];
    for (const queryKey of stale) void queries.invalidateQueries({ queryKey });
  };
}
