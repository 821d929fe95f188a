import type { Colleague, Substitution } from '@opis/contracts';
import { Field, Segmented } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NoAnswerError } from '../../api/http.ts';
import { changeSubstitution, declareSubstitution } from '../../api/substitutions.ts';
import { ChoiceField, type ChoiceOption } from '../../parts/choice-field.tsx';
import { showDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useSession } from '../../parts/session.tsx';
import { type MessageId, useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import { ActForm, useActErrors } from '../entry/act-form.tsx';
import { type AbsenceDraft, absenceReasons, checkAbsence, readLastDay, toDraft } from './absence-form.ts';
import { refreshSubstitutions, useColleagues } from './use-substitutions.ts';
import './substitutions.css';

type AbsenceDialogProps = {
  /** Whose: one's own, or somebody's of one's people, who is chosen in the form. */
  whose: 'mine' | 'team';
  /** The declaration to be changed; absent for a new one. */
  before?: Substitution;
  onClose: () => void;
};

/** Declares an absence with its substitute, or changes one. What was typed stays through any failure. */
export function AbsenceDialog({ whose, before, onClose }: AbsenceDialogProps) {
  const t = useText();
  const today = useToday();
  const { staffId } = useSession();
  const colleagues = useColleagues().data?.items ?? [];
  const [draft, setDraft] = useState(() => toDraft(today, whose === 'mine' ? staffId : null, before));
  const [wrong, setWrong] = useState<readonly { target: string; message: MessageId }[]>([]);
  const saving = useSaving(before, onClose);
  const errors = useActErrors(saving.error)(wrong);
  const errorAt = (target: string) => errors.find((one) => one.target === target)?.text;
  const put = (part: Partial<AbsenceDraft>) => setDraft({ ...draft, ...part });
  const submit = () => {
    const checked = checkAbsence(draft, today);
    setWrong('wrong' in checked ? checked.wrong : []);
    if ('ready' in checked && !saving.isPending)
      saving.mutate({ ...checked.ready, reason: draft.reason, handOver: draft.handOver });
  };
  const asksWho = whose === 'team' && before === undefined;
  return (
    <Dialog
      title={t(
        before ? 'absence.change-title' : asksWho ? 'absence.declare-for-title' : 'absence.declare-title',
      )}
      onClose={onClose}
    >
      <p>{t('absence.body')}</p>
      <ActForm
        pending={saving.isPending}
        errors={errors}
        error={saving.error}
        theirs={null}
        conflict={[]}
        submitLabel={t(before ? 'absence.save' : 'absence.declare')}
        onSubmit={submit}
        onClose={onClose}
      >
        {asksWho && (
          <Field id="act-absentId" label={t('absence.absent')} error={errorAt('act-absentId')}>
            {(control) => (
              <ChoiceField
                control={control}
                first
                label={t('absence.absent')}
                options={toOptions(colleagues.filter((one) => one.mayDeclare))}
                value={draft.absentId}
                onChange={(absentId) => put({ absentId })}
                placeholder={t('absence.person-placeholder')}
              />
            )}
          </Field>
        )}
        <Field
          id="act-substituteId"
          label={t('absence.substitute')}
          hint={t('absence.substitute-hint')}
          error={errorAt('act-substituteId')}
        >
          {(control) => (
            <ChoiceField
              control={control}
              first={!asksWho}
              label={t('absence.substitute')}
              options={toOptions(colleagues.filter((one) => one.staffId !== draft.absentId))}
              value={draft.substituteId}
              onChange={(substituteId) => put({ substituteId })}
              placeholder={t('absence.person-placeholder')}
            />
          )}
        </Field>
        <div className="absence-days">
          <DayField name="firstDay" draft={draft} put={put} error={errorAt('act-firstDay')} />
          <DayField name="lastDay" draft={draft} put={put} error={errorAt('act-lastDay')} />
        </div>
        <Segmented
          name="reason"
          label={t('absence.reason')}
          value={draft.reason}
          choices={absenceReasons.map((reason) => ({ value: reason, label: t(`absence.reason.${reason}`) }))}
          onChange={(reason) => put({ reason })}
        />
        <label className="line absence-hand-over">
          <input
            type="checkbox"
            checked={draft.handOver}
            onChange={(event) => put({ handOver: event.target.checked })}
          />
          <span>
            {t('absence.hand-over')}
            <span className="meta absence-hint">{t('absence.hand-over-hint')}</span>
          </span>
        </label>
      </ActForm>
    </Dialog>
  );
}

type DayFieldProps = {
  name: 'firstDay' | 'lastDay';
  draft: AbsenceDraft;
  put: (part: Partial<AbsenceDraft>) => void;
  error: string | undefined;
};

/** A day as at the counter: `21`, `21.11`, `mâine`, `+7`; the last one is counted from the first. */
function DayField({ name, draft, put, error }: DayFieldProps) {
  const t = useText();
  const today = useToday();
  const finish = () => {
    const firstDay = readTypedDate(draft.firstDay, today, 'future') ?? today;
    const day =
      name === 'lastDay'
        ? readLastDay(draft.lastDay, { firstDay, today })
        : readTypedDate(draft.firstDay, today, 'future');
    if (day) put({ [name]: showDate(day) });
  };
  return (
    <Field id={`act-${name}`} label={t(`absence.${name}`)} error={error}>
      {(control) => (
        <input
          {...control}
          data-step
          className="input"
          type="text"
          autoComplete="off"
          placeholder={t('book.day-placeholder')}
          value={draft[name]}
          onChange={(event) => put({ [name]: event.target.value })}
          onBlur={finish}
        />
      )}
    </Field>
  );
}

function useSaving(before: Substitution | undefined, onClose: () => void) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: ({
      absentId,
      ...period
    }: Omit<AbsenceDraft, 'absentId'> & { absentId: string; substituteId: string }) => {
      const body = { requestId: requestId.current, ...period };
      return before ? changeSubstitution(before.id, body) : declareSubstitution({ ...body, absentId });
    },
    onSuccess: ({ substitute, firstDay }) => {
      refreshSubstitutions(queries);
      showToast(t('absence.saved', { name: substitute.displayName, from: showDate(firstDay) }));
      onClose();
    },
    // Without an answer it may have been done: the same id again has no second effect.
    onError: (error) => {
      if (!(error instanceof NoAnswerError)) requestId.current = crypto.randomUUID();
    },
  });
}

const toOptions = (people: readonly Colleague[]): ChoiceOption[] =>
  people.map(({ staffId, displayName, title, unit }) => ({
    id: staffId,
    label: displayName,
    aside: unit ?? title,
  }));
