import type { ResolutionModel } from '@opis/contracts';
import { Button, Field, IconButton, Kbd } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { removeResolutionModel, saveResolutionModel } from '../../api/resolution-models.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { isTypingPlace } from '../../parts/use-keys.ts';
import { moveInList } from '../counter/move-in-list.ts';
import { resolutionModelsQuery } from './resolution-models-query.ts';

type ModelsDialogProps = { text: string; onTake: (text: string) => void; onClose: () => void };

/** F4: resolutions kept for use again, one's own and the unit's. Enter takes, arrows move, digits take at once. */
export function ModelsDialog({ text, onTake, onClose }: ModelsDialogProps) {
  const t = useText();
  const { data } = useQuery(resolutionModelsQuery);
  const models = data?.items ?? [];
  const press = (event: KeyboardEvent<HTMLUListElement>) => {
    const model = /^[1-9]$/.test(event.key) && !isTypingPlace(event.target) && models[Number(event.key) - 1];
    if (model) onTake(model.text);
    else moveInList(event);
  };
  return (
    <Dialog title={t('assign.models-title')} onClose={onClose}>
      <ul className="models" onKeyDown={press}>
        {models.map((model, index) => (
          <ModelRow
            key={model.id}
            model={model}
            digit={index < 9 ? index + 1 : null}
            onTake={() => onTake(model.text)}
          />
        ))}
      </ul>
      {data && models.length === 0 && <p className="second">{t('assign.models-none')}</p>}
      {text.trim() !== '' && <SaveModel text={text} />}
    </Dialog>
  );
}

type ModelRowProps = { model: ResolutionModel; digit: number | null; onTake: () => void };

function ModelRow({ model, digit, onTake }: ModelRowProps) {
  const t = useText();
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: () => removeResolutionModel(model.id),
    onSuccess: () => {
      showToast(t('assign.model-removed', { name: model.name }));
      return queries.invalidateQueries({ queryKey: resolutionModelsQuery.queryKey });
    },
  });
  return (
    <li className="line">
      <button type="button" className="model is-words grow" onClick={onTake} data-first>
        <span className="strong">
          {digit !== null && <Kbd>{String(digit)}</Kbd>} {model.name}
          {model.unit && <span className="second"> · {model.unit.shortName}</span>}
        </span>
        <span className="second">{model.text}</span>
      </button>
      {model.removable && (
        <IconButton
          icon="remove"
          label={t('assign.model-remove', { name: model.name })}
          disabled={removal.isPending}
          onClick={() => removal.mutate()}
        />
      )}
    </li>
  );
}

/** The words as they stand now, under a name. */
function SaveModel({ text }: { text: string }) {
  const t = useText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [requestId] = useState(() => crypto.randomUUID());
  const saving = useMutation({
    mutationFn: () => saveResolutionModel({ requestId, name, text }),
    onSuccess: () => {
      showToast(t('assign.model-saved', { name }));
      setName('');
      return queries.invalidateQueries({ queryKey: resolutionModelsQuery.queryKey });
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !saving.isPending) saving.mutate();
  };
  return (
    <form className="model-save" onSubmit={save}>
      {saving.error && <FailureBand error={saving.error} />}
      <Field
        id="resolution-model-name"
        label={t('assign.model-save')}
        hint={t('assign.model-quoted', { text })}
      >
        {(control) => (
          <div className="field-pair">
            <input
              {...control}
              className="input grow"
              type="text"
              autoComplete="off"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" disabled={name.trim() === '' || saving.isPending}>
              {t('assign.model-save-button')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
