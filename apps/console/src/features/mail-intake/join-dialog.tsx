import type { IntakeDetail, RegisterMessageRequest } from '@opis/contracts';
import { Button, Field, Kbd } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { readEntry } from '../../api/read-entry.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { readNumber } from '../../parts/read-number.ts';
import { useRegisters } from '../../parts/reference-lists.ts';
import { stepOnEnter } from '../../parts/step-on-enter.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { isTypingPlace } from '../../parts/use-keys.ts';

type Joined = NonNullable<RegisterMessageRequest['joins']>;

type JoinDialogProps = {
  message: IntakeDetail;
  onSubmit: (entry: Joined) => void;
  onClose: () => void;
  error: unknown;
};

/** Into which file a message goes: one of those that it may belong to, by a digit, or any other, by its number. */
export function JoinDialog({ message, onSubmit, onClose, error }: JoinDialogProps) {
  const t = useText();
  const { possibly } = message;
  const join = (at: number) => {
    const entry = possibly[at];
    if (entry) onSubmit({ register: entry.register, year: entry.year, number: entry.number });
    return entry !== undefined;
  };
  const press = (event: KeyboardEvent) => {
    if (isTypingPlace(event.target) || !/^[1-9]$/.test(event.key)) return;
    if (join(Number(event.key) - 1)) event.preventDefault();
  };
  return (
    <Dialog title={t('mail.join-title')} onClose={onClose} wide>
      {error !== null && error !== undefined && <FailureBand error={error} />}
      {possibly.length > 0 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the digits belong to the buttons inside
        <div className="intake-reason-list" onKeyDown={press}>
          {possibly.map((entry, at) => (
            <Button key={entry.entryId} {...(at === 0 && { 'data-first': true })} onClick={() => join(at)}>
              <Kbd>{String(at + 1)}</Kbd>
              <span className="intake-candidate">
                <span className="number">{entry.registrationNumber}</span> {entry.subject}
                {entry.unit && <span className="second">, {entry.unit}</span>}
                <span className="intake-reasons">
                  {entry.reasons.map((why) => t(`mail.thread.${why}`)).join('; ')}
                </span>
              </span>
            </Button>
          ))}
        </div>
      )}
      <ByNumber first={possibly.length === 0} onSubmit={onSubmit} onClose={onClose} />
    </Dialog>
  );
}

type ByNumberProps = { first: boolean } & Pick<JoinDialogProps, 'onSubmit' | 'onClose'>;

/** A file by its number: what it is about is shown before the message goes in. */
function ByNumber({ first, onSubmit, onClose }: ByNumberProps) {
  const t = useText();
  const today = useToday();
  const registers = (useRegisters().data?.items ?? []).filter(({ confidential }) => !confidential);
  const [register, setRegister] = useState('general');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const meant = readNumber(text, Number(today.slice(0, 4)));
  const found = useQuery({
    queryKey: ['entry-to-join', register, meant?.year, meant?.number],
    queryFn: ({ signal }) =>
      readEntry({ register, year: meant?.year ?? 0, number: meant?.number ?? 0 }, signal),
    enabled: meant !== undefined,
    retry: false,
    staleTime: 60_000,
  });
  const finish = () => {
    setAsked(true);
    if (found.data && meant) onSubmit({ register, ...meant });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish();
  };
  const problem = () => {
    if (text !== '' && found.isError) return t('mail.join-missing');
    if (asked && meant === undefined) return t('mail.join-wrong');
    return undefined;
  };
  return (
    <form className="act-form" noValidate onSubmit={submit} onKeyDown={(event) => stepOnEnter(event, finish)}>
      {registers.length > 1 && (
        <Field id="join-register" label={t('mail.join-register')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('mail.join-register')}
              options={registers.map(({ code, name }) => ({ id: code, label: name }))}
              value={register}
              onChange={(code) => code && setRegister(code)}
            />
          )}
        </Field>
      )}
      <Field
        id="join-number"
        label={t('mail.join-number')}
        hint={found.data ? found.data.subject : t('mail.join-hint')}
        error={problem()}
      >
        {(control) => (
          <input
            {...control}
            data-step
            {...(first && { 'data-first': true })}
            className="input"
            autoComplete="off"
            maxLength={40}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="dialog-actions">
        <Button kind="primary" type="submit" aria-disabled={!found.data}>
          {found.data ? t('mail.join', { number: found.data.registrationNumber }) : t('mail.join-any')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
