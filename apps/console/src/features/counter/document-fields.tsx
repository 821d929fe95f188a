import { Field } from '@opis/ui';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useCategories, useRegisters, useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { withCategory } from './counter-form.ts';
import type { CounterFieldProps } from './counter-form-view.tsx';
import { ProcedureFields } from './procedure-fields.tsx';
import { usePut } from './use-put.ts';

/** What the paper says and where it goes: content, category, unit. */
export function DocumentFields(props: CounterFieldProps) {
  return (
    <>
      <SubjectField {...props} />
      <CategoryField {...props} />
      <UnitField {...props} />
      <ProcedureFields {...props} />
    </>
  );
}

function SubjectField({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const put = usePut(counter);
  return (
    <Field id="subject" layout="beside" label={t('counter.subject')} error={errorOf('subject')}>
      {(control) => (
        <textarea
          {...control}
          data-step
          className="input"
          rows={3}
          placeholder={t('counter.subject-placeholder')}
          value={counter.draft.form.subject}
          onChange={(event) => put({ subject: event.target.value })}
        />
      )}
    </Field>
  );
}

function CategoryField({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const categories = useCategories();
  const { data } = useRegisters();
  const chosen = categories.find((category) => category.code === counter.draft.form.category);
  const subRegisters = data?.items.flatMap((register) => register.subRegisters) ?? [];
  const subRegister = subRegisters.find((one) => one.code === chosen?.subRegister)?.name;
  const sets = subRegister || chosen?.nomenclatureCode;
  const hint = sets
    ? t('counter.category-sets', {
        subRegister: subRegister ?? 'none',
        file: chosen?.nomenclatureCode ?? 'none',
      })
    : t('counter.category-hint');
  return (
    <Field
      id="category"
      layout="beside"
      label={t('counter.category')}
      hint={hint}
      error={errorOf('category')}
    >
      {(control) => (
        <ChoiceField
          control={control}
          label={t('counter.category')}
          placeholder={t('counter.category-placeholder')}
          options={categories.map(({ code, name }) => ({ id: code, label: name }))}
          value={counter.draft.form.category}
          onChange={(code) => {
            const category = categories.find((one) => one.code === code);
            counter.changeForm((form) => withCategory(form, category));
          }}
        />
      )}
    </Field>
  );
}

function UnitField({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const units = useUnits();
  const put = usePut(counter);
  return (
    <Field id="unit" layout="beside" label={t('counter.unit')} error={errorOf('unit')}>
      {(control) => (
        <ChoiceField
          control={control}
          label={t('counter.unit')}
          placeholder={t('counter.unit-placeholder')}
          options={units.map(({ code, name, depth }) => ({ id: code, label: name, depth }))}
          value={counter.draft.form.unit}
          onChange={(unit) => put({ unit })}
        />
      )}
    </Field>
  );
}
