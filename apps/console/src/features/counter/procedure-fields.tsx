import { Field } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import { FieldInput } from '../procedures/field-input.tsx';
import { ComplainedField } from './complained-field.tsx';
import { counterFieldsOf } from './counter-form.ts';
import type { CounterFieldProps } from './counter-form-view.tsx';
import { usePut } from './use-put.ts';

/** What the procedure of the category asks for at the counter; nothing for a plain paper, and so no key more. */
export function ProcedureFields({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const put = usePut(counter);
  const { fields, presented } = counter.draft.form;
  const { procedure } = counter;
  const documents = procedure?.requiredDocuments ?? [];
  return (
    <>
      {counterFieldsOf(procedure).map((field) => (
        <Field
          key={`${procedure?.code} ${field.name}`}
          id={`field-${field.name}`}
          layout="beside"
          label={field.label}
          optional={field.required ? undefined : t('optional')}
          hint={field.hint}
          error={errorOf(`field-${field.name}`)}
        >
          {(control) => (
            <FieldInput
              field={field}
              control={control}
              draft={fields[field.name] ?? ''}
              onChange={(draft) => put({ fields: { ...fields, [field.name]: draft } })}
            />
          )}
        </Field>
      ))}
      <ComplainedField counter={counter} errorOf={errorOf} />
      {documents.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a legend does not stand beside its boxes
        <div className="field is-beside" role="group" aria-labelledby="presented-label">
          <span className="field-label is-flush" id="presented-label">
            {t('counter.presented')}
          </span>
          <div className="field-body">
            <div className="counter-presented">
              {documents.map(({ code, name }, at) => (
                <label key={code} className="check">
                  <input
                    type="checkbox"
                    {...(at === 0 && { 'data-step': true })}
                    checked={presented.includes(code)}
                    onChange={(event) =>
                      put({
                        presented: event.target.checked
                          ? [...presented, code]
                          : presented.filter((one) => one !== code),
                      })
                    }
                  />
                  {name}
                </label>
              ))}
            </div>
            <p className="field-hint">{t('counter.presented-hint')}</p>
          </div>
        </div>
      )}
    </>
  );
}
