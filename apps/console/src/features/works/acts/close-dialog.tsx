import type { CloseOutcome } from '@opis/contracts';
import { Field } from '@opis/ui';
import { useState } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { useText } from '../../../parts/text.tsx';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** C: how it was solved. Done to many, it is the same for all. */
export function CloseDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useCaseAct(rows);
  const outcomes = outcomesOf(rows);
  const [outcome, setOutcome] = useState<CloseOutcome>(outcomes[0] ?? 'other');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const error = missing ? t('close-file.missing') : undefined;
  const submit = async () => {
    const short = outcome === 'other' && text.trim().length < 3;
    setMissing(short);
    if (short) return;
    const result = await act('close', { outcome, text });
    if (result) onDone(result, t(`outcome.${outcome}`));
  };
  return (
    <Dialog
      title={
        rows.length === 1
          ? t('close-file.title', { number: rows[0]?.registrationNumber ?? '' })
          : t('close-file.title-many', { count: rows.length })
      }
      onClose={onClose}
    >
      <CaseActForm
        state={state}
        errors={error ? [{ target: 'act-text', text: error }] : []}
        submitLabel={t('act.close')}
        mine={t('where.closed')}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <fieldset className="outcomes">
          <legend>{t('close-file.outcome')}</legend>
          {outcomes.map((one, index) => (
            <label className="outcome" key={one}>
              <input
                type="radio"
                name="act-outcome"
                checked={outcome === one}
                {...(index === 0 && { 'data-first': true })}
                onChange={() => setOutcome(one)}
              />
              {t(`outcome.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field
          id="act-text"
          label={t('close-file.text')}
          optional={outcome === 'other' ? undefined : t('optional')}
          error={error}
        >
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={2}
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </CaseActForm>
    </Dialog>
  );
}

/** How all of them may end, by their procedures. */
function outcomesOf(rows: ActDialogProps['rows']): readonly CloseOutcome[] {
  const [first, ...rest] = rows;
  return (first?.outcomes ?? []).filter((one) => rest.every(({ outcomes }) => outcomes.includes(one)));
}
