import type { IntakeDetail, PartyKind, RegisteredKind } from '@opis/contracts';
import { Button, Field, Segmented } from '@opis/ui';
import { type FormEvent, useState } from 'react';
import type { RegisterMessage } from '../../api/mail-intake.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { kindsByDigit } from './intake-words.ts';

type ChangeDialogProps = {
  message: IntakeDetail;
  onSubmit: (changes: Omit<RegisterMessage, 'requestId' | 'version'>) => void;
  onClose: () => void;
  error: unknown;
};

/** Changes the proposal before it is accepted: what it is, for whom, from whom, about what. */
export function ChangeDialog({ message, onSubmit, onClose, error }: ChangeDialogProps) {
  const t = useText();
  const units = useUnits();
  const { proposal } = message;
  const [kind, setKind] = useState<RegisteredKind>(
    proposal.kind === 'unknown' || proposal.kind === 'not-registered' ? 'petition' : proposal.kind,
  );
  const [unit, setUnit] = useState<string | null>(proposal.unit?.code ?? null);
  const [subject, setSubject] = useState(proposal.subject);
  const [name, setName] = useState(proposal.sender.name);
  const [senderKind, setSenderKind] = useState<PartyKind>(proposal.sender.kind);
  const isOther = name !== proposal.sender.name || senderKind !== proposal.sender.kind;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const email = proposal.sender.email ?? undefined;
    onSubmit({
      kind,
      unit,
      subject,
      ...(kind !== 'reply' && { joins: null }),
      ...(isOther && { sender: { kind: senderKind, name, email } }),
    });
  };
  const kinds = kindsByDigit.filter((one) => one !== 'confidential' || message.confidential);
  return (
    <Dialog title={t('mail.change-title')} onClose={onClose} wide>
      <form className="act-form" noValidate onSubmit={submit}>
        {error !== null && error !== undefined && <FailureBand error={error} />}
        <Field id="intake-kind" label={t('mail.as')}>
          {(control) => (
            <ChoiceField
              first
              control={control}
              label={t('mail.as')}
              options={[...kinds, ...(proposal.joins ? (['reply'] as const) : [])].map((id) => ({
                id,
                label: t(`mail.kind.${id}`),
              }))}
              value={kind}
              onChange={(id) => id && setKind(id as RegisteredKind)}
            />
          )}
        </Field>
        <Field id="intake-unit" label={t('mail.unit')} optional={t('optional')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('mail.unit')}
              options={units.map(({ code, name: label }) => ({ id: code, label }))}
              value={unit}
              onChange={setUnit}
            />
          )}
        </Field>
        <Field id="intake-subject" label={t('mail.subject')}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={2000}
              value={subject}
              onChange={(event) => setSubject(event.target.value)}
            />
          )}
        </Field>
        <Field id="intake-sender" label={t('mail.sender')}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={300}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Segmented
          label={t('mail.sender-kind')}
          name="intake-sender-kind"
          choices={(['natural', 'legal', 'public-body'] as const).map((value) => ({
            value,
            label: t(`mail.party.${value}`),
          }))}
          value={senderKind}
          onChange={setSenderKind}
        />
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
