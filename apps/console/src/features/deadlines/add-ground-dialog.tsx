import { GroundGroup } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addGround } from '../../api/information-requests.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';

const parts = [
  { key: 'name', most: 200 },
  { key: 'act', most: 200 },
  { key: 'article', most: 200 },
  { key: 'sentence', most: 500 },
  { key: 'source', most: 300 },
] as const;
const nothing = { name: '', act: '', article: '', sentence: '', source: '' };

/** A ground of refusal that another act gives, with act and article. */
export function AddGroundDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [values, setValues] = useState(nothing);
  const [group, setGroup] = useState<GroundGroup>('excepted');
  const [tried, setTried] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const saving = useMutation({
    mutationFn: () => addGround({ requestId, ...values, group }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['refusal-grounds'] });
      showToast(t('law.ground-added', { name: values.name }));
      onClose();
    },
    // What is sent next is another request.
    onError: () => setRequestId(crypto.randomUUID()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isWhole = parts.every(({ key }) => values[key].trim() !== '');
    if (isWhole && !saving.isPending) saving.mutate();
  };
  return (
    <Dialog title={t('law.ground-add')} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {saving.error && <FailureBand error={saving.error} />}
        {parts.map(({ key, most }, at) => (
          <Field
            key={key}
            id={`ground-${key}`}
            label={t(`law.ground.${key}`)}
            error={tried && values[key].trim() === '' ? t('law.ground-missing') : undefined}
          >
            {(control) => (
              <input
                {...control}
                {...(at === 0 && { 'data-first': true })}
                className="input"
                type="text"
                autoComplete="off"
                maxLength={most}
                value={values[key]}
                onChange={(event) => setValues((now) => ({ ...now, [key]: event.target.value }))}
              />
            )}
          </Field>
        ))}
        <Field id="ground-group" label={t('law.ground.group')}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={group}
              onChange={(event) => setGroup(GroundGroup.parse(event.target.value))}
            >
              {GroundGroup.options.map((option) => (
                <option key={option} value={option}>
                  {t(`law.ground.group.${option}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={saving.isPending}>
            {t('law.ground-save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
