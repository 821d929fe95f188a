import type { CaseFileDetail, CaseProcedure, FieldInput as FieldValuesInput } from '@opis/contracts';
import { Field } from '@opis/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { CaseActForm } from '../works/acts/case-act-form.tsx';
import { useCaseAct } from '../works/acts/use-case-act.ts';
import { caseFileKeys } from '../works/keep-case-file.ts';
import { readFieldDraft, toFieldDraft } from './field-draft.ts';
import { FieldInput } from './field-input.tsx';

/** Fills in the fields of a file. Only what was changed is sent; what others changed meanwhile is shown first. */
export function FieldsForm({
  file,
  declared,
  onClose,
}: {
  file: CaseFileDetail;
  declared: CaseProcedure;
  onClose: () => void;
}) {
  const t = useText();
  const today = useToday();
  const queries = useQueryClient();
  const { act, ...state } = useCaseAct([file]);
  const [drafts, setDrafts] = useState(() =>
    Object.fromEntries(declared.fields.map(({ field, value }) => [field.name, toFieldDraft(field, value)])),
  );
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);

  const submit = async () => {
    const changed: FieldValuesInput = {};
    const wrong: Record<string, string> = {};
    for (const { field, value } of declared.fields) {
      const read = readFieldDraft(field, drafts[field.name] ?? '', today);
      if ('error' in read) wrong[field.name] = t(read.error);
      else if (read.value !== value) changed[field.name] = read.value;
    }
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    if (Object.keys(changed).length === 0) return onClose();
    const done = await act('fields', { fields: changed });
    if (!done) return;
    await queries.invalidateQueries({ queryKey: caseFileKeys.detail(file.id) });
    onClose();
  };
  return (
    <div className="fields-form" ref={box}>
      <CaseActForm
        state={state}
        errors={Object.entries(errors).map(([name, text]) => ({ target: `field-${name}`, text }))}
        submitLabel={t('fields.save')}
        mine={t('fields.mine')}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        {declared.fields.map(({ field, shown }) => (
          <Field
            key={field.name}
            id={`field-${field.name}`}
            label={field.label}
            optional={field.required ? undefined : t('optional')}
            hint={field.hint}
            error={errors[field.name]}
          >
            {(control) => (
              <FieldInput
                field={field}
                control={control}
                draft={drafts[field.name] ?? ''}
                shown={shown}
                onChange={(draft) => setDrafts((was) => ({ ...was, [field.name]: draft }))}
              />
            )}
          </Field>
        ))}
      </CaseActForm>
    </div>
  );
}
