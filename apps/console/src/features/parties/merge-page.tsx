import type { MergeField, PartyPage } from '@opis/contracts';
import { formatPhone } from '@opis/contracts';
import { Button, Field, Icon, StatePanel } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readParty } from '../../api/read-party.ts';
import { FailureBand, FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { errorAt, toFieldErrors } from './party-act-dialog.tsx';
import { usePartyAct } from './use-party-act.ts';
import './parties.css';

/** Two writings side by side: which data stay, and that they are one person, or two. */
export function MergePage() {
  const t = useText();
  const { id, altul } = useParams({ from: '/persoane/$id/uneste/$altul' });
  usePageTitle(t('merge.title'));
  const survivor = useParty(id);
  const merged = useParty(altul);
  const error = survivor.error ?? merged.error;
  const retry = () => void Promise.all([survivor.refetch(), merged.refetch()]);
  return (
    <>
      <Link className="back-link" to="/persoane/$id" params={{ id }}>
        <Icon name="previous" />
        {survivor.data?.name ?? t('party.back')}
      </Link>
      <div className="page-head">
        <h1>{t('merge.title')}</h1>
      </div>
      {error && <FailureState error={error} onRetry={retry} />}
      {survivor.data && merged.data && (
        <MergeForm key={`${id}-${altul}`} survivor={survivor.data} merged={merged.data} />
      )}
    </>
  );
}

function useParty(id: string) {
  return useQuery({ queryKey: ['party', id], queryFn: ({ signal }) => readParty(id, signal) });
}

const fields: readonly MergeField[] = ['kind', 'name', 'cnp', 'cui', 'phone', 'email', 'address'];

function MergeForm({ survivor, merged }: { survivor: PartyPage; merged: PartyPage }) {
  const t = useText();
  const navigate = useNavigate();
  const [take, setTake] = useState<readonly MergeField[]>(() => missingOf(survivor, merged));
  const [reason, setReason] = useState('');
  const [requestId] = useState(() => crypto.randomUUID());
  const leave = (message: 'merge.done' | 'merge.apart-done') => () => {
    showToast(t(message));
    void navigate({ to: '/persoane/$id', params: { id: survivor.id } });
  };
  const merging = usePartyAct(survivor.id, leave('merge.done'));
  const telling = usePartyAct(survivor.id, leave('merge.apart-done'));
  const errors = toFieldErrors([], merging.error);
  const submit = () => {
    if (merging.isPending) return;
    const said = reason.trim() === '' ? {} : { reason };
    merging.mutate({ path: 'merge', body: { requestId, mergedId: merged.id, take: [...take], ...said } });
  };
  useKeys({ 'Ctrl+Enter': submit });
  const unlike = (survivor.kind === 'natural') !== (merged.kind === 'natural');
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  if (unlike || survivor.id === merged.id) return <StatePanel title={t('merge.unlike')} />;
  return (
    <form className="merge-form" noValidate onSubmit={send}>
      <p className="second">{t('merge.intro')}</p>
      {merging.error && errors.length === 0 && <FailureBand error={merging.error} />}
      {telling.error && <FailureBand error={telling.error} />}
      <table className="sheet merge-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('merge.field')}</span>
            </th>
            <th scope="col">{t('merge.stays')}</th>
            <th scope="col">{t('merge.goes')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow
              key={field}
              field={field}
              sides={{ survivor, merged }}
              taken={take.includes(field)}
              onTake={(fromMerged) =>
                setTake(fromMerged ? [...take, field] : take.filter((one) => one !== field))
              }
            />
          ))}
          <tr>
            <th scope="row">{t('merge.entries')}</th>
            <td>{t('counter.sender-works', { count: survivor.entryCount })}</td>
            <td>{t('counter.sender-works', { count: merged.entryCount })}</td>
          </tr>
        </tbody>
      </table>
      <p className="meta">{t('merge.kept-note')}</p>
      <Field
        id="act-reason"
        label={t('merge.reason')}
        optional={t('optional')}
        hint={t('merge.reason-hint')}
        error={errorAt(errors, 'act-reason')}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            autoComplete="off"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="dialog-actions">
        <Button kind="primary" type="submit" keyHint="Ctrl Enter" aria-disabled={merging.isPending}>
          {merging.isPending ? t('party.saving') : t('merge.submit')}
        </Button>
        <Button
          onClick={() =>
            telling.mutate({
              path: 'distinction',
              body: { requestId: crypto.randomUUID(), otherId: merged.id },
            })
          }
        >
          {t('merge.apart')}
        </Button>
        <Link
          className="button is-quiet is-normal"
          to="/persoane/$id/uneste/$altul"
          params={{ id: merged.id, altul: survivor.id }}
          replace
        >
          {t('merge.swap')}
        </Link>
      </div>
    </form>
  );
}

type FieldRowProps = {
  field: MergeField;
  sides: { survivor: PartyPage; merged: PartyPage };
  taken: boolean;
  onTake: (fromMerged: boolean) => void;
};

function FieldRow({ field, sides, taken, onTake }: FieldRowProps) {
  const t = useText();
  const show = (party: PartyPage) => {
    const value = fieldOf(party, field);
    if (value === null) return t('merge.nothing');
    if (field === 'kind') return t(`kind.${party.kind}`);
    return field === 'phone' ? formatPhone(value) : value;
  };
  const [stays, goes] = [fieldOf(sides.survivor, field), fieldOf(sides.merged, field)];
  if (stays === null && goes === null) return null;
  // A masked CNP may hide a difference; only the server can tell, so it is always offered.
  const same = stays === goes && field !== 'cnp';
  const choices = same || goes === null ? null : ([false, true] as const);
  return (
    <tr>
      <th scope="row">{t(`merge.${field}`)}</th>
      {(['survivor', 'merged'] as const).map((side) => {
        const fromMerged = side === 'merged';
        return (
          <td key={side} className={choices && taken === fromMerged ? 'is-chosen' : undefined}>
            {choices ? (
              <label className="check">
                <input
                  type="radio"
                  name={`merge-${field}`}
                  aria-label={`${t('merge.choose', { field: t(`merge.${field}`) })}: ${show(sides[side])}`}
                  checked={taken === fromMerged}
                  onChange={() => onTake(fromMerged)}
                />
                <span>{show(sides[side])}</span>
              </label>
            ) : (
              <span className={side === 'merged' && same ? 'second' : undefined}>
                {side === 'merged' && same ? t('merge.same') : show(sides[side])}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function fieldOf(party: PartyPage, field: MergeField): string | null {
  return field === 'cnp' ? party.maskedCnp : party[field];
}

// What only the other writing knows is proposed to be taken over.
function missingOf(survivor: PartyPage, merged: PartyPage): readonly MergeField[] {
  return fields.filter((field) => fieldOf(survivor, field) === null && fieldOf(merged, field) !== null);
}
