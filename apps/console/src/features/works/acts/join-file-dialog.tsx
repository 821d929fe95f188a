import { Field } from '@opis/ui';
import { useState } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { readNumber } from '../../../parts/read-number.ts';
import { useText } from '../../../parts/text.tsx';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** All its papers go into the file that holds the number named here; this one closes as joined. */
export function JoinFileDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useCaseAct(rows);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [row] = rows;
  const error = missing ? t('join-file.missing') : undefined;
  const submit = async () => {
    const other = row && readNumber(text, row.year);
    setMissing(!other);
    if (!other) return;
    const result = await act('join', other);
    if (result) onDone(result, text.trim());
  };
  return (
    <Dialog title={t('join-file.title', { number: row?.registrationNumber ?? '' })} onClose={onClose}>
      <CaseActForm
        state={state}
        errors={error ? [{ target: 'act-number', text: error }] : []}
        submitLabel={t('act.join')}
        mine={t('join-file.mine', { number: text })}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <Field id="act-number" label={t('join-file.number')} hint={t('join-file.hint')} error={error}>
          {(control) => (
            <input
              {...control}
              data-first
              className="input"
              type="text"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </CaseActForm>
    </Dialog>
  );
}
