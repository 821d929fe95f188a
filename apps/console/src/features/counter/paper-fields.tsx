import { Button, Field, FieldError } from '@opis/ui';
import { useRef } from 'react';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import type { CounterFieldProps } from './counter-form-view.tsx';
import { usePut } from './use-put.ts';

/** The paper itself: its issuer's number and date, its sheets, its files. */
export function PaperFields(props: CounterFieldProps) {
  return (
    <>
      <IssuerFields {...props} />
      <CountFields {...props} />
    </>
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
