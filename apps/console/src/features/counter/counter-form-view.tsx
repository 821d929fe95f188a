import { Button } from '@opis/ui';
import type { FormEvent } from 'react';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { usePreferences } from '../../parts/preferences.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { stepOnEnter } from '../../parts/step-on-enter.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import type { FormError } from './check-form.ts';
import { DocumentFields } from './document-fields.tsx';
import { LostBand } from './lost-band.tsx';
import { OnSaveField } from './on-save-field.tsx';
import { ChannelField } from './origin-fields.tsx';
import { PaperFields } from './paper-fields.tsx';
import { SenderDetails } from './sender-details.tsx';
import { SenderField } from './sender-field.tsx';
import { SimilarNotice } from './similar-notice.tsx';
import type { Counter } from './use-counter.ts';

/** What a field of the counter needs: the whole counter, and the words of its own error. */
export type CounterFieldProps = { counter: Counter; errorOf: (target: string) => string | undefined };

/** The form, in the order in which a registrar's hands work. Enter goes on; in the last field it registers. */
export function CounterFormView({ counter, onModels }: { counter: Counter; onModels: () => void }) {
  const t = useText();
  const { errors, draft, refusal } = counter;
  const words = (error: FormError) => ('text' in error ? error.text : t(error.message));
  const errorOf = (target: string) => {
    const found = errors.find((error) => error.target === target);
    return found && words(found);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void counter.submit();
  };
  const fields = { counter, errorOf };
  return (
    <form
      className="sheet counter-form"
      aria-label={t('counter.form')}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => stepOnEnter(event, () => void counter.submit())}
    >
      {counter.inDoubt && <LostBand counter={counter} />}
      <div className="counter-fields" aria-busy={counter.sending}>
        {errors.length > 0 && (
          <FocusedSummary
            title={t('counter.error.summary', { count: errors.length })}
            errors={errors.map((error) => ({ target: error.target, text: words(error) }))}
          />
        )}
        {refusal && errors.length === 0 && <FailureBand error={refusal} />}
        <ChannelField {...fields} />
        <SenderField {...fields} />
        <DocumentFields {...fields} />
        <PaperFields {...fields} />
        <OnSaveField />
        <div className="counter-reserve">{draft.form.sender.isNew && <SenderDetails {...fields} />}</div>
      </div>
      {counter.similar.length > 0 && (
        <SimilarNotice items={counter.similar} asksAgain={counter.stoppedBySimilar} />
      )}
      <FormActions counter={counter} onModels={onModels} />
    </form>
  );
}

function FormActions({ counter, onModels }: { counter: Counter; onModels: () => void }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const wanted = usePreferences();
  const prints = wanted.printing && (wanted.printLabel || wanted.printReceipt);
  const { draft, sending } = counter;
  const clear = () => {
    if (!counter.clear()) showToast(t('counter.clear-refused'), { failed: true });
    document.getElementById('sender')?.focus();
  };
  return (
    <div className="counter-actions">
      <Button kind="primary" size="main" type="submit" keyHint={keyOf('F9')} aria-disabled={sending}>
        <span className="busy-label">
          <span aria-hidden={sending}>{t(prints ? 'counter.submit-print' : 'counter.submit')}</span>
          {sending && <span className="busy-now">{t('counter.sending')}</span>}
        </span>
      </Button>
      <Button kind="quiet" size="main" keyHint={keyOf('F4')} onClick={onModels}>
        {t('counter.models')}
      </Button>
      <span className="grow" />
      <Button
        kind="quiet"
        size="main"
        onClick={clear}
        disabled={draft.startedAt === null && draft.uploads.length === 0}
      >
        {t('counter.clear')}
      </Button>
    </div>
  );
}
