import type { PartyKind } from '@opis/contracts';
import { Field, Segmented } from '@opis/ui';
import { type MessageId, useText } from '../../parts/text.tsx';
import type { SenderDraft } from './counter-form.ts';
import type { CounterFieldProps } from './counter-form-view.tsx';

const kinds: readonly PartyKind[] = ['natural', 'legal', 'public-body'];
type Detail = 'cnp' | 'cui' | 'phone' | 'email' | 'address';
const labels: Readonly<Record<Detail, MessageId>> = {
  cnp: 'counter.cnp',
  cui: 'counter.cui',
  phone: 'counter.phone',
  email: 'counter.email',
  address: 'counter.address',
};
/** The browser's keyboard on a phone, not a check: numbers are checked by the server. */
const inputModes = { cnp: 'numeric', cui: 'text', phone: 'tel', email: 'email', address: 'text' } as const;

/** What a new sender said of themselves, all optional, in the space kept for it below the form: nothing moves. */
export function SenderDetails({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const { sender } = counter.draft.form;
  const put = (part: Partial<SenderDraft>) =>
    counter.changeForm((form) => ({ ...form, sender: { ...form.sender, ...part } }));
  const details: Detail[] = [sender.kind === 'natural' ? 'cnp' : 'cui', 'phone', 'email', 'address'];
  return (
    <fieldset className="sender-details">
      <legend className="visually-hidden">{t('counter.sender-details')}</legend>
      <div className="sender-details-head">
        <span className="strong">{t('counter.sender-details')}</span>
        <Segmented
          name="sender-kind"
          label={t('counter.sender-kind')}
          value={sender.kind}
          choices={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) => put({ kind })}
        />
      </div>
      <div className="sender-details-grid">
        {details.map((detail) => (
          <Field
            key={detail}
            id={`sender-${detail}`}
            label={t(labels[detail])}
            optional={t('optional')}
            error={errorOf(`sender-${detail}`)}
          >
            {(control) => (
              <input
                {...control}
                data-step
                className="input"
                type="text"
                autoComplete="off"
                inputMode={inputModes[detail]}
                value={sender[detail]}
                onChange={(event) => put({ [detail]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
