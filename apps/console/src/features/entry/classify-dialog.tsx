import { Field } from '@opis/ui';
import { useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useNomenclature } from '../../parts/reference-lists.ts';
import { type MessageId, useText } from '../../parts/text.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActForm, useActErrors } from './act-form.tsx';
import { useAmendment } from './use-amendment.ts';

/** Column 13: the file of the *nomenclator arhivistic* in which the document is kept. */
export function ClassifyDialog({ entryKey, entry, onDone, onClose }: ActProps) {
  const t = useText();
  const items = useNomenclature();
  const [code, setCode] = useState<string | null>(entry.nomenclatureCode);
  const [wrong, setWrong] = useState<readonly { target: string; message: MessageId }[]>([]);
  const { act, ...state } = useAmendment('classification', { key: entryKey, entry, onDone });
  const errors = useActErrors(state.error)(wrong);
  const submit = () => {
    setWrong(code === null ? [{ target: 'act-nomenclatureCode', message: 'entry.error.code' }] : []);
    if (code !== null) void act({ nomenclatureCode: code });
  };
  return (
    <Dialog title={t('entry.classify.title', { number: entry.registrationNumber })} onClose={onClose}>
      <ActForm
        {...state}
        errors={errors}
        conflict={[
          {
            label: t('entry.nomenclature'),
            theirs: state.theirs?.nomenclatureCode ?? t('entry.unset'),
            mine: code ?? t('entry.unset'),
          },
        ]}
        submitLabel={t('entry.act.classify')}
        onSubmit={submit}
        onClose={onClose}
      >
        <Field
          id="act-nomenclatureCode"
          label={t('entry.nomenclature')}
          error={errors.find((one) => one.target === 'act-nomenclatureCode')?.text}
        >
          {(control) => (
            <ChoiceField
              control={control}
              first
              label={t('entry.nomenclature')}
              options={items.map((item) => ({ id: item.code, label: item.title, aside: item.code }))}
              value={code}
              onChange={setCode}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}
