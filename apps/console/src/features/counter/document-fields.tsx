import { Button, Field, FieldError } from '@opis/ui';
import { useRef } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { showDate } from '../../parts/dates.ts';
import { useCategories, useRegisters, useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import { type CounterForm, withCategory } from './counter-form.ts';
import type { CounterFieldProps } from './counter-form-view.tsx';

/** What the paper is: content, category, where it goes, its own number, its sheets. */
export function DocumentFields(props: CounterFieldProps) {
  return (
    <>
      <SubjectField {...props} />
      <CategoryField {...props} />
      <UnitField {...props} />
      <IssuerFields {...props} />
      <CountFields {...props} />
    </>
  );
}

function usePut(counter: CounterFieldProps['counter']) {
  return (part: Partial<CounterForm>) => counter.changeForm((form) => ({ ...form, ...part }));
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

function IssuerFields({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const today = useToday();
  const put = usePut(counter);
  const { issuerNumber, issuerDate } = counter.draft.form;
  const complete = () => {
    const date = readTypedDate(issuerDate, today);
    if (date) put({ issuerDate: showDate(date) });
  };
  const error = errorOf('issuer-date');
  return (
    <Field
      id="issuer-number"
      layout="beside"
      label={t('counter.issuer-number')}
      optional={t('optional')}
      error={errorOf('issuer-number')}
    >
      {(control) => (
        <>
          <div className="field-pair">
            <input
              {...control}
              data-step
              className="input is-number"
              type="text"
              autoComplete="off"
              value={issuerNumber}
              onChange={(event) => put({ issuerNumber: event.target.value })}
            />
            <label htmlFor="issuer-date">
              <span aria-hidden="true">{t('counter.issuer-from')}</span>
              <span className="visually-hidden">{t('counter.issuer-date')}</span>
            </label>
            <input
              id="issuer-date"
              data-step
              className="input is-date"
              type="text"
              autoComplete="off"
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? 'issuer-date-error' : undefined}
              placeholder={t('counter.issuer-date-placeholder')}
              value={issuerDate}
              onChange={(event) => put({ issuerDate: event.target.value })}
              onBlur={complete}
            />
          </div>
          {error && <FieldError id="issuer-date-error" text={error} />}
        </>
      )}
    </Field>
  );
}

function CountFields({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const put = usePut(counter);
  const { sheets, annexes } = counter.draft.form;
  const errors = (['sheets', 'annexes', 'files'] as const).flatMap((id) => {
    const text = errorOf(id);
    return text ? [{ id, text }] : [];
  });
  const invalid = (id: string) =>
    errorOf(id) ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-error` } : undefined;
  return (
    <div className="field is-beside">
      <label htmlFor="sheets">{t('counter.sheets')}</label>
      <div className="field-body">
        <div className="field-pair">
          <input
            id="sheets"
            data-step
            className="input is-count"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            {...invalid('sheets')}
            value={sheets}
            onChange={(event) => put({ sheets: event.target.value })}
            onFocus={(event) => event.target.select()}
          />
          <label htmlFor="annexes">{t('counter.annexes')}</label>
          <input
            id="annexes"
            data-step
            className="input is-count"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            {...invalid('annexes')}
            value={annexes}
            onChange={(event) => put({ annexes: event.target.value })}
            onFocus={(event) => event.target.select()}
          />
          <span className="grow" />
          <ChooseFiles onFiles={counter.uploads.add} />
        </div>
        {errors.map(({ id, text }) => (
          <FieldError key={id} id={`${id}-error`} text={text} />
        ))}
      </div>
    </div>
  );
}

function ChooseFiles({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useText();
  const ref = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button id="files" icon="upload" onClick={() => ref.current?.click()}>
        {t('counter.choose-file')}
      </Button>
      <input
        ref={ref}
        hidden
        type="file"
        multiple
        aria-label={t('counter.files')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
