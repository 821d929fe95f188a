import type { IntakeDetail, RegisteredKind } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { type FormEvent, useState } from 'react';
import type { RegisterMessage } from '../../api/mail-intake.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useCategories, useUnits } from '../../parts/reference-lists.ts';
import { stepOnEnter } from '../../parts/step-on-enter.ts';
import { useText } from '../../parts/text.tsx';
import { Choice } from './choice.tsx';
import { kindsByDigit } from './intake-words.ts';
import { type ChosenSender, SenderChoice } from './sender-choice.tsx';

type Changes = Omit<RegisterMessage, 'requestId' | 'version'>;

type ChangeDialogProps = {
  message: IntakeDetail;
  onSubmit: (changes: Changes) => void;
  onClose: () => void;
  error: unknown;
};

/** Changes the proposal before it is accepted: what it is, for whom, from whom, about what. */
export function ChangeDialog({ message, onSubmit, onClose, error }: ChangeDialogProps) {
  const t = useText();
  const units = useUnits();
  const categories = useCategories();
  const { proposal } = message;
  const [wish, setWish] = useState(() => toWish(proposal));
  const change = (changes: Partial<Wish>) => setWish((now) => ({ ...now, ...changes }));
  // A category proposes the unit, as at the counter.
  const chooseCategory = (code: string | null) => {
    const unitCode = categories.find((each) => each.code === code)?.unitCode;
    change({ category: code, ...(unitCode && { unit: unitCode }) });
  };
  const finish = () => onSubmit(toChanges(wish, proposal));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish();
  };
  const kinds = kindsByDigit.filter((one) => one !== 'confidential' || message.confidential);
  return (
    <Dialog title={t('mail.change-title')} onClose={onClose} wide>
      <form
        className="act-form"
        noValidate
        onSubmit={submit}
        // Enter that takes a row of a list goes on to the next field; only in the last one it registers.
        onKeyDown={(event) => stepOnEnter(event, finish)}
      >
        {error !== null && error !== undefined && <FailureBand error={error} />}
        <Choice
          {...{ id: 'intake-kind', label: t('mail.as'), first: true, value: wish.kind }}
          options={[...kinds, ...(proposal.joins ? (['reply'] as const) : [])].map((id) => ({
            id,
            label: t(`mail.kind.${id}`),
          }))}
          onChange={(id) => id && change({ kind: id as RegisteredKind })}
        />
        <Choice
          {...{ id: 'intake-category', label: t('mail.category'), optional: true, value: wish.category }}
          options={categories.map(({ code, name: label }) => ({ id: code, label }))}
          onChange={chooseCategory}
        />
        <Choice
          {...{ id: 'intake-unit', label: t('mail.unit'), optional: true, value: wish.unit }}
          options={units.map(({ code, name: label }) => ({ id: code, label }))}
          onChange={(unit) => change({ unit })}
        />
        <Field id="intake-subject" label={t('mail.subject')}>
          {(control) => (
            <input
              {...control}
              data-step
              className="input"
              maxLength={2000}
              value={wish.subject}
              onChange={(event) => change({ subject: event.target.value })}
            />
          )}
        </Field>
        <SenderChoice value={wish.sender} onChange={(sender) => change({ sender })} />
        <div className="dialog-actions">
          <Button kind="primary" type="submit">
            {t('mail.accept.register')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

type Proposal = IntakeDetail['proposal'];
type Wish = {
  kind: RegisteredKind;
  category: string | null;
  unit: string | null;
  subject: string;
  sender: ChosenSender;
};

const toWish = ({ kind, category, unit, subject, sender }: Proposal): Wish => ({
  kind: kind === 'unknown' || kind === 'not-registered' ? 'petition' : kind,
  category: category?.code ?? null,
  unit: unit?.code ?? null,
  subject,
  sender: { name: sender.name, kind: sender.kind, partyId: sender.partyId },
});

/** What is asked for; what stays as it was proposed is not said again, unless it would go with the kind. */
function toChanges({ kind, category, unit, subject, sender }: Wish, proposal: Proposal): Changes {
  const was = toWish(proposal);
  const isOther = (['name', 'kind', 'partyId'] as const).some((field) => sender[field] !== was.sender[field]);
  const email = proposal.sender.email ?? undefined;
  const partyId = sender.partyId ?? undefined;
  return {
    ...{ kind, unit, subject },
    ...((category !== was.category || kind !== proposal.kind) && { category }),
    ...(kind !== 'reply' && { joins: null }),
    ...(isOther && { sender: { kind: sender.kind, name: sender.name, email, partyId } }),
  };
}
