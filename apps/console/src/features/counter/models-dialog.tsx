import type { EntryModel } from '@opis/contracts';
import { Button, Field, IconButton } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { listEntryModels } from '../../api/list-entry-models.ts';
import { removeEntryModel } from '../../api/remove-entry-model.ts';
import { saveEntryModel } from '../../api/save-entry-model.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { type CounterForm, withModel } from './counter-form.ts';
import { moveInList } from './move-in-list.ts';

type ModelsDialogProps = {
  form: CounterForm;
  previous: CounterForm | null;
  onTake: (update: (form: CounterForm) => CounterForm) => void;
  onPrevious: () => void;
  onClose: () => void;
};

/** F4: as the paper before, or as a saved model. Enter takes the marked row, arrows move, digits take at once. */
export function ModelsDialog({ form, previous, onTake, onPrevious, onClose }: ModelsDialogProps) {
  const t = useText();
  const { data } = useQuery({ queryKey: ['entry-models'], queryFn: listEntryModels, staleTime: 60_000 });
  const models = data?.items ?? [];
  return (
    <Dialog title={t('counter.models.title')} onClose={onClose}>
      <ul className="models" onKeyDown={moveInList}>
        {previous && (
          <li>
            <button type="button" className="model" onClick={onPrevious} data-first>
              <span className="strong">{t('counter.like-previous')}</span>
              <span className="second ellipsis">{previous.sender.text}</span>
            </button>
          </li>
        )}
        {models.map((model) => (
          <ModelRow key={model.id} model={model} onTake={() => onTake((now) => withModel(now, model))} />
        ))}
      </ul>
      {data && models.length === 0 && <p className="second">{t('counter.models.none')}</p>}
      <SaveModel form={form} />
    </Dialog>
  );
}

function ModelRow({ model, onTake }: { model: EntryModel; onTake: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: () => removeEntryModel(model.id),
    onSuccess: () => {
      showToast(t('counter.models.removed', { name: model.name }));
      return queries.invalidateQueries({ queryKey: ['entry-models'] });
    },
  });
  return (
    <li className="line">
      <button type="button" className="model grow" onClick={onTake} data-first>
        <span className="strong">{model.name}</span>
        <span className="second ellipsis">{model.subject}</span>
      </button>
      <IconButton
        icon="remove"
        label={t('counter.models.remove', { name: model.name })}
        disabled={removal.isPending}
        onClick={() => removal.mutate()}
      />
    </li>
  );
}

function SaveModel({ form }: { form: CounterForm }) {
  const t = useText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const saving = useMutation({
    mutationFn: () => saveEntryModel(toModel(form, name, requestId)),
    onSuccess: () => {
      showToast(t('counter.models.saved', { name }));
      setName('');
      setRequestId(crypto.randomUUID());
      return queries.invalidateQueries({ queryKey: ['entry-models'] });
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') saving.mutate();
  };
  return (
    <form className="model-save" onSubmit={save}>
      {saving.error && <FailureBand error={saving.error} />}
      <Field id="model-name" label={t('counter.models.save')}>
        {(control) => (
          <div className="field-pair">
            <input
              {...control}
              className="input grow"
              type="text"
              autoComplete="off"
              maxLength={80}
              placeholder={t('counter.models.name')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" disabled={name.trim() === '' || saving.isPending}>
              {t('counter.models.save-button')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}

function toModel(form: CounterForm, name: string, requestId: string) {
  const { channel, category, unit, subject } = form;
  return {
    requestId,
    name,
    channel,
    category,
    unit,
    subject,
    sheets: toCount(form.sheets, 1),
    annexes: toCount(form.annexes, 0),
  };
}

function toCount(text: string, otherwise: number): number {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : otherwise;
}
