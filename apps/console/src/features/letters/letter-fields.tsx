import { type LetterContent, LetterExit } from '@opis/contracts';
import { Field } from '@opis/ui';
import type { ReactNode } from 'react';
import { type MessageId, useText } from '../../parts/text.tsx';

type LetterFieldsProps = {
  content: LetterContent;
  onChange: (part: Partial<LetterContent>) => void;
  legalBasisRequired: boolean;
  /** The text, between the head and the foot of the letter. */
  children: ReactNode;
};

/** What stands around the text: to whom, what about, on what basis. */
export function LetterFields({ content, onChange, legalBasisRequired, children }: LetterFieldsProps) {
  const t = useText();
  const { addressee } = content;
  const address = (part: Partial<LetterContent['addressee']>) =>
    onChange({ addressee: { ...addressee, ...part } });
  return (
    <div className="letter-fields">
      <div className="letter-addressee">
        <Line
          id="letter-lead"
          label="letter.addressee-lead"
          value={addressee.lead}
          max={60}
          onChange={(lead) => address({ lead })}
        />
        <Line
          id="letter-name"
          label="letter.addressee-name"
          value={addressee.name}
          max={200}
          onChange={(name) => address({ name })}
        />
        <Line
          id="letter-address"
          label="letter.addressee-address"
          value={addressee.address}
          max={300}
          onChange={(text) => address({ address: text })}
        />
        <Line
          id="letter-email"
          label="letter.addressee-email"
          value={addressee.email}
          max={200}
          onChange={(email) => address({ email })}
        />
        <Field id="letter-send-by" label={t('letter.send-by')}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={content.sendBy ?? ''}
              onChange={(event) =>
                onChange({ sendBy: LetterExit.safeParse(event.target.value).data ?? null })
              }
            >
              <option value="">{t('letter.exit.none')}</option>
              {LetterExit.options.map((exit) => (
                <option key={exit} value={exit}>
                  {t(`letter.exit.${exit}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Line
        id="letter-subject"
        label="letter.subject"
        value={content.subject}
        max={300}
        onChange={(subject) => onChange({ subject })}
      />
      <div className="field">
        <span className="field-label">{t('letter.body')}</span>
        {children}
      </div>
      <Line
        id="letter-basis"
        label="letter.legal-basis"
        optional={!legalBasisRequired}
        hint="letter.legal-basis-hint"
        value={content.legalBasis}
        max={1000}
        rows={2}
        onChange={(legalBasis) => onChange({ legalBasis })}
      />
      <Line
        id="letter-annexes"
        label="letter.annexes"
        optional
        value={content.annexes}
        max={500}
        onChange={(annexes) => onChange({ annexes })}
      />
      <div className="letter-pair">
        <Line
          id="letter-closing"
          label="letter.closing"
          optional
          value={content.closing}
          max={100}
          onChange={(closing) => onChange({ closing })}
        />
        <Line
          id="letter-resolution"
          label="letter.resolution"
          value={content.resolution}
          max={300}
          onChange={(resolution) => onChange({ resolution })}
        />
      </div>
    </div>
  );
}

type LineProps = {
  id: string;
  label: MessageId;
  value: string;
  max: number;
  optional?: boolean;
  hint?: MessageId;
  rows?: number;
  onChange: (value: string) => void;
};

/** One line of text, or a few. */
export function Line({ id, label, value, max, optional = false, hint, rows, onChange }: LineProps) {
  const t = useText();
  return (
    <Field id={id} label={t(label)} optional={optional ? t('optional') : undefined} hint={hint && t(hint)}>
      {(control) =>
        rows ? (
          <textarea
            {...control}
            className="input"
            rows={rows}
            maxLength={max}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input
            {...control}
            className="input"
            maxLength={max}
            value={value}
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
