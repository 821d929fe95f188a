import { Field } from '@opis/ui';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { readNumber } from '../../parts/read-number.ts';
import { type MessageId, useText } from '../../parts/text.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActForm, useActErrors } from './act-form.tsx';
import { useAmendment } from './use-amendment.ts';

/** Column 12: the document belongs with an earlier one. */
export function JoinDialog({ entryKey, entry, onDone, onClose }: ActProps) {
  const t = useText();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<readonly { target: string; message: MessageId }[]>([]);
  const { act, ...state } = useAmendment('joinder', { key: entryKey, entry, onDone });
  const errors = useActErrors(state.error)(wrong);
  const submit = () => {
    const other = readNumber(text, entry.year);
    setWrong(other ? [] : [{ target: 'act-number', message: 'entry.join.wrong' }]);
    if (other) void act(other);
  };
  const joined = state.theirs?.joinedTo;
  return (
    <Dialog title={t('entry.join.title', { number: entry.registrationNumber })} onClose={onClose}>
      <ActForm
        {...state}
        errors={errors}
        conflict={[
          {
            label: t('entry.joined'),
            theirs: joined ? `${joined.number}/${joined.year}` : t('entry.unset'),
            mine: text,
          },
        ]}
        submitLabel={t('entry.act.join')}
        onSubmit={submit}
        onClose={onClose}
      >
        <Field
          id="act-number"
          label={t('entry.join.number')}
          hint={t('entry.join.hint')}
          error={errors.find((one) => one.target === 'act-number' || one.target === 'act-year')?.text}
        >
          {(control) => (
            <input
              {...control}
              data-step
              data-first
              className="input"
              type="text"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}
