import { Field, Kbd } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useText } from '../../parts/text.tsx';
import { ModelsDialog } from './models-dialog.tsx';
import './resolution.css';
import { resolutionModelsQuery } from './resolution-models-query.ts';

/** Phrases that stand ready under the field; the rest behind F4. */
const quick = 3;

type ResolutionFieldProps = {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** F4 opens the models where the dialog is the page's own to open. */
  modelsOpen?: boolean;
  onModels?: ((open: boolean) => void) | undefined;
  rows?: number;
};

/** What is asked of who receives it: typed, or taken from a model with one press. */
export function ResolutionField({
  id,
  value,
  onChange,
  modelsOpen,
  onModels,
  rows = 2,
}: ResolutionFieldProps) {
  const t = useText();
  const keyOf = useKeyLabels();
  const { data } = useQuery(resolutionModelsQuery);
  const models = (data?.items ?? []).slice(0, quick);
  const [own, setOwn] = useState(false);
  const open = modelsOpen ?? own;
  const setOpen = onModels ?? setOwn;
  return (
    <div className="resolution">
      {onModels && (
        <button
          type="button"
          className="link-button resolution-models"
          aria-keyshortcuts="F4"
          onClick={() => setOpen(true)}
        >
          {t('assign.models')} <Kbd>{keyOf('F4')}</Kbd>
        </button>
      )}
      <Field id={id} label={t('assign.resolution')} optional={t('optional')}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={rows}
            maxLength={1000}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {models.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: buttons, not fields
        <div className="chips" role="group" aria-label={t('assign.phrases')}>
          {models.map((model) => (
            <button
              key={model.id}
              type="button"
              className="chip"
              aria-pressed={value === model.text}
              title={model.text}
              onClick={() => onChange(value === model.text ? '' : model.text)}
            >
              {model.name}
            </button>
          ))}
        </div>
      )}
      {open && (
        <ModelsDialog
          text={value}
          onTake={(text) => {
            onChange(text);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
