import type { PartyPage, Representation } from '@opis/contracts';
import { Button, Field, Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import { AddRepresentationDialog } from './add-representation-dialog.tsx';
import { errorAt, PartyActDialog, toFieldErrors } from './party-act-dialog.tsx';
import { usePartyAct } from './use-party-act.ts';

/** For whom this party acts and who acts for it, with the right and the days. */
export function PartyRepresentation({ party }: { party: PartyPage }) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const mayEdit = party.actions.includes('edit');
  return (
    <>
      {(party.represents.length > 0 || mayEdit) && (
        <section className="party-part" aria-labelledby="represents-title">
          <h2 className="party-part-title" id="represents-title">
            {t('party.represents')}
          </h2>
          <RepresentationList party={party} items={party.represents} />
          {mayEdit && (
            <Button kind="quiet" size="small" icon="add" onClick={() => setAdding(true)}>
              {t('party.representation-add')}
            </Button>
          )}
        </section>
      )}
      {party.representedBy.length > 0 && (
        <section className="party-part" aria-labelledby="represented-title">
          <h2 className="party-part-title" id="represented-title">
            {t('party.represented-by')}
          </h2>
          <RepresentationList party={party} items={party.representedBy} />
        </section>
      )}
      {adding && <AddRepresentationDialog party={party} onClose={() => setAdding(false)} />}
    </>
  );
}

function RepresentationList({ party, items }: { party: PartyPage; items: readonly Representation[] }) {
  const t = useText();
  const [ending, setEnding] = useState<Representation | null>(null);
  return (
    <ul>
      {items.map((item) => (
        <li className="contact-row" key={item.id}>
          <Link to="/persoane/$id" params={{ id: item.party.id }}>
            {item.party.name}
          </Link>
          <span className="meta">
            {t(`party.basis.${item.basis}`)}
            {item.note && `, ${item.note}`}
            {' · '}
            {item.until
              ? t('party.representation-days', { from: showDate(item.from), until: showDate(item.until) })
              : t('party.representation-open', { from: showDate(item.from) })}
          </span>
          {!item.current && <Tag>{t('party.representation-past')}</Tag>}
          {party.actions.includes('edit') && item.until === null && (
            <Button
              kind="quiet"
              size="small"
              aria-label={t('party.representation-end-of', { name: item.party.name })}
              onClick={() => setEnding(item)}
            >
              {t('party.representation-end')}
            </Button>
          )}
        </li>
      ))}
      {ending && <EndDialog party={party} item={ending} onClose={() => setEnding(null)} />}
    </ul>
  );
}

type EndDialogProps = { party: PartyPage; item: Representation; onClose: () => void };

function EndDialog({ party, item, onClose }: EndDialogProps) {
  const t = useText();
  const today = useToday();
  const [typed, setTyped] = useState(() => showDate(today));
  const [wrong, setWrong] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const acting = usePartyAct(party.id, () => {
    showToast(t('party.representation-saved'));
    onClose();
  });
  const found = wrong ? [{ target: 'act-until', text: t('party.date-wrong') }] : [];
  const errors = toFieldErrors(found, acting.error);
  const submit = () => {
    const until = readTypedDate(typed, today);
    setWrong(until === undefined);
    if (until !== undefined)
      acting.mutate({ path: `representations/${item.id}/end`, body: { requestId, until } });
  };
  return (
    <PartyActDialog
      title={t('party.representation-end-title')}
      submitLabel={t('party.representation-end')}
      state={acting}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field id="act-until" label={t('party.representation-last-day')} error={errorAt(errors, 'act-until')}>
        {(control) => (
          <input
            {...control}
            data-first
            data-step
            className="input"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
    </PartyActDialog>
  );
}
