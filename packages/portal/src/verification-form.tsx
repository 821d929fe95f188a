import { Button, ErrorSummary, Field } from '@opis/ui';
import { texts } from './portal-texts.ts';

/** The form as it was sent: what the person typed comes back as typed. */
export type VerificationFormValues = { number: string; time: string; code: string };

/** Which fields could not be read. */
export type VerificationFormErrors = Partial<Record<'number' | 'time', true>>;

export const emptyForm: VerificationFormValues = { number: '', time: '', code: '' };

type FormProps = { values: VerificationFormValues; errors?: VerificationFormErrors; again?: boolean };

/** A GET form: the answer has an address, and the page works without script. */
export function VerificationForm({ values, errors = {}, again = false }: FormProps) {
  return (
    <form className="sheet fields" action="/v" method="get">
      <NumberField value={values.number} wrong={errors.number} />
      <TimeField value={values.time} wrong={errors.time} />
      <CodeField value={values.code} />
      <Button kind="primary" size="main" type="submit">
        {texts(again ? 'form.submit-again' : 'form.submit')}
      </Button>
    </form>
  );
}

/** Stands above everything when a field could not be read, in the words that stand beside the field. */
export function VerificationErrors({ errors }: { errors: VerificationFormErrors }) {
  const wrong = [
    ...(errors.number ? [{ target: 'numar', text: texts('form.number.error') }] : []),
    ...(errors.time ? [{ target: 'ora', text: texts('form.time.error') }] : []),
  ];
  return wrong.length === 0 ? null : <ErrorSummary title={texts('form.errors')} errors={wrong} takesFocus />;
}

type FieldProps = { value: string; wrong?: true | undefined };

function NumberField({ value, wrong }: FieldProps) {
  const error = wrong && texts('form.number.error');
  return (
    <Field id="numar" label={texts('form.number')} hint={texts('form.number.hint')} error={error} hintFirst>
      {(control) => (
        <input
          {...control}
          className="input wide"
          name="numar"
          defaultValue={value}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  );
}

function TimeField({ value, wrong }: FieldProps) {
  const error = wrong && texts('form.time.error');
  const optional = texts('form.optional');
  return (
    <Field
      id="ora"
      label={texts('form.time')}
      optional={optional}
      hint={texts('form.time.hint')}
      error={error}
      hintFirst
    >
      {(control) => (
        <input
          {...control}
          className="input short"
          name="ora"
          defaultValue={value}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  );
}

function CodeField({ value }: FieldProps) {
  const optional = texts('form.optional');
  return (
    <Field id="cod" label={texts('form.code')} optional={optional} hint={texts('form.code.hint')} hintFirst>
      {(control) => (
        <input
          {...control}
          className="input wide"
          name="cod"
          defaultValue={value}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
      )}
    </Field>
  );
}
