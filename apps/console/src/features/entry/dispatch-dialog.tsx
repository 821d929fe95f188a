import { Field } from '@opis/ui';
import { useState } from 'react';
import { showDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { type MessageId, useText } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import type { ActProps } from './act-dialog.tsx';
import { ActForm, useActErrors } from './act-form.tsx';
import { useAmendment } from './use-amendment.ts';

type Out = { date: string; resolution: string; addressee: string };

/** Columns 9 to 11: an answer takes the number of the document it answers (REG-03). */
export function DispatchDialog({ entryKey, entry, onDone, onClose }: ActProps) {
  const t = useText();
  const today = useToday();
  const [out, setOut] = useState<Out>({ date: showDate(today), resolution: '', addressee: entry.issuer });
  const [wrong, setWrong] = useState<readonly { target: string; message: MessageId }[]>([]);
  const { act, ...state } = useAmendment('dispatch', { key: entryKey, entry, onDone });
  const errors = useActErrors(state.error)(wrong);
  const submit = () => {
    const found = checkOut(out, today);
    setWrong(found);
    const dispatchedOn = readTypedDate(out.date, today);
    const { resolution, addressee } = out;
    if (found.length === 0 && dispatchedOn) void act({ dispatchedOn, resolution, addressee });
  };
  const fields: { name: keyof Out; target: string; label: MessageId }[] = [
    { name: 'date', target: 'act-dispatchedOn', label: 'entry.dispatch.date' },
    { name: 'resolution', target: 'act-resolution', label: 'entry.dispatch.resolution' },
    { name: 'addressee', target: 'act-addressee', label: 'entry.dispatch.addressee' },
  ];
  return (
    <Dialog title={t('entry.dispatch.title', { number: entry.registrationNumber })} onClose={onClose}>
      <p>{t('entry.dispatch.body')}</p>
      <ActForm
        {...state}
        errors={errors}
        conflict={[
          {
            label: t('entry.dispatch.resolution'),
            theirs: state.theirs?.resolution ?? t('entry.unset'),
            mine: out.resolution,
          },
        ]}
        submitLabel={t('entry.act.dispatch')}
        onSubmit={submit}
        onClose={onClose}
      >
        {fields.map(({ name, target, label }) => (
          <Field
            key={name}
            id={target}
            label={t(label)}
            hint={name === 'date' ? t('entry.dispatch.date-hint') : undefined}
            error={errors.find((one) => one.target === target)?.text}
          >
            {(control) => (
              <input
                {...control}
                data-step
                data-first={name === 'resolution' || undefined}
                className="input"
                type="text"
                autoComplete="off"
                value={out[name]}
                onChange={(event) => setOut({ ...out, [name]: event.target.value })}
                onBlur={() => {
                  const date = readTypedDate(out.date, today);
                  if (name === 'date' && date) setOut({ ...out, date: showDate(date) });
                }}
              />
            )}
          </Field>
        ))}
      </ActForm>
    </Dialog>
  );
}

function checkOut(out: Out, today: string): { target: string; message: MessageId }[] {
  const found: { target: string; message: MessageId }[] = [];
  const date = readTypedDate(out.date, today);
  if (date === undefined) found.push({ target: 'act-dispatchedOn', message: 'entry.error.date' });
  else if (date > today) found.push({ target: 'act-dispatchedOn', message: 'entry.error.date-future' });
  if (out.resolution.trim() === '')
    found.push({ target: 'act-resolution', message: 'entry.error.resolution' });
  if (out.addressee.trim() === '') found.push({ target: 'act-addressee', message: 'entry.error.addressee' });
  return found;
}
