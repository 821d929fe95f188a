import type { CompetentBody } from '@opis/contracts';
import { Button, Field, StatePanel } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  changeCompetentBody,
  listCompetentBodies,
  retireCompetentBody,
  saveCompetentBody,
} from '../../api/petitions.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand, FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { petitionKeys } from './petition-keys.ts';
import './petitions.css';

/** Authorities that petitions are sent to; kept by whoever sees what comes to the wrong door. */
export function CompetentBodiesPage() {
  const t = useText();
  usePageTitle(t('bodies.title'));
  const queries = useQueryClient();
  const [edited, setEdited] = useState<CompetentBody | 'new'>();
  const { data, error, refetch } = useQuery({
    queryKey: petitionKeys.bodies,
    queryFn: ({ signal }) => listCompetentBodies(signal),
  });
  const done = () => {
    setEdited(undefined);
    showToast(t('bodies.saved'));
    void queries.invalidateQueries({ queryKey: petitionKeys.bodies });
  };
  return (
    <>
      <div className="page-head">
        <h1>{t('bodies.title')}</h1>
        {data?.mayEdit && (
          <Button kind="primary" onClick={() => setEdited('new')}>
            {t('bodies.add')}
          </Button>
        )}
      </div>
      <p className="second">{t('bodies.lead')}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && data.items.length === 0 && (
        <StatePanel title={t('bodies.empty-title')}>
          <p>{t('bodies.empty-body')}</p>
        </StatePanel>
      )}
      {data && data.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls takes the keys that scroll it
        <ul className="body-list" tabIndex={0} aria-label={t('bodies.title')}>
          {data.items.map((body) => (
            <li key={body.id}>
              <div>
                <p>
                  <strong>{body.name}</strong>
                </p>
                <p>{body.domains}</p>
                <p className="second">
                  {body.address}
                  {body.email && ` · ${body.email}`}
                </p>
              </div>
              {data.mayEdit && (
                <Button
                  size="small"
                  aria-label={`${t('bodies.change')}: ${body.name}`}
                  onClick={() => setEdited(body)}
                >
                  {t('bodies.change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {edited && (
        <BodyDialog
          body={edited === 'new' ? undefined : edited}
          onDone={done}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

type BodyDialogProps = { body: CompetentBody | undefined; onDone: () => void; onClose: () => void };
const fields = ['name', 'domains', 'address', 'email'] as const;

function BodyDialog({ body, onDone, onClose }: BodyDialogProps) {
  const t = useText();
  const [typed, setTyped] = useState<Record<(typeof fields)[number], string>>({
    name: body?.name ?? '',
    domains: body?.domains ?? '',
    address: body?.address ?? '',
    email: body?.email ?? '',
  });
  const [missing, setMissing] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const again = { onSuccess: onDone, onError: () => setRequestId(crypto.randomUUID()) };
  const saving = useMutation({
    mutationFn: () => {
      const given = { ...typed, requestId, email: typed.email.trim() || null };
      return body
        ? changeCompetentBody(body.id, { ...given, version: body.version })
        : saveCompetentBody(given);
    },
    ...again,
  });
  const retiring = useMutation({
    mutationFn: (one: CompetentBody) => retireCompetentBody(one.id, { requestId, version: one.version }),
    ...again,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = [typed.name, typed.domains, typed.address].some((text) => text.trim().length < 3);
    setMissing(isMissing);
    if (!isMissing && !saving.isPending) saving.mutate();
  };
  const error = saving.error ?? retiring.error;
  return (
    <Dialog title={body?.name ?? t('bodies.add')} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {error && <FailureBand error={error} />}
        {missing && <p role="alert">{t('bodies.missing')}</p>}
        {fields.map((field, at) => (
          <Field key={field} id={`body-${field}`} label={t(`bodies.${field}`)}>
            {(control) => (
              <input
                {...control}
                {...(at === 0 && { 'data-first': true })}
                className="input"
                autoComplete="off"
                value={typed[field]}
                onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={saving.isPending}>
            {t('bodies.save')}
          </Button>
          {body && (
            <Button kind="danger" onClick={() => retiring.mutate(body)}>
              {t('bodies.retire')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
