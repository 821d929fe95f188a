import { type ContactKind, formatPhone, type PartyContact, type PartyPage } from '@opis/contracts';
import { Button, Field, Segmented } from '@opis/ui';
import { useState } from 'react';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { errorAt, PartyActDialog, toFieldErrors } from './party-act-dialog.tsx';
import { usePartyAct } from './use-party-act.ts';

/** Every phone, e-mail and address, the ones used first on top, the retired ones struck. */
export function PartyContacts({ party }: { party: PartyPage }) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const mayEdit = party.actions.includes('edit');
  if (party.contacts.length === 0 && !mayEdit) return null;
  return (
    <section className="party-part" aria-labelledby="contacts-title">
      <h2 className="party-part-title" id="contacts-title">
        {t('party.contacts-title')}
      </h2>
      <ul>
        {party.contacts.map((contact) => (
          <ContactRow key={contact.id ?? contact.kind} party={party} contact={contact} />
        ))}
      </ul>
      {mayEdit && (
        <Button kind="quiet" size="small" icon="add" onClick={() => setAdding(true)}>
          {t('party.contact-add')}
        </Button>
      )}
      {adding && <AddContactDialog party={party} onClose={() => setAdding(false)} />}
    </section>
  );
}

/** A phone as people write it; anything else as it is. */
export const showContact = ({ kind, value }: { kind: ContactKind; value: string }) =>
  kind === 'phone' ? formatPhone(value) : value;

function ContactRow({ party, contact }: { party: PartyPage; contact: PartyContact }) {
  const t = useText();
  const acting = usePartyAct(party.id, () => showToast(t('party.contact-kept')));
  const shown = showContact(contact);
  const change = (what: 'retire' | 'prefer') =>
    acting.mutate({
      path: `contacts/${contact.id}`,
      body: { requestId: crypto.randomUUID(), change: what },
    });
  const mayChange = party.actions.includes('edit') && contact.id !== null && !contact.preferred;
  return (
    <li className="contact-row">
      <span className={contact.retiredAt ? 'contact-value is-retired' : 'contact-value'}>
        <span className="visually-hidden">{t(`party.contact-kind.${contact.kind}`)}: </span>
        {shown}
      </span>
      <span className="meta">{contactNote(t, contact)}</span>
      {mayChange && (
        <span className="line">
          <Button
            kind="quiet"
            size="small"
            aria-label={t('party.contact-prefer-of', { value: shown })}
            onClick={() => change('prefer')}
          >
            {t('party.contact-prefer')}
          </Button>
          {contact.retiredAt === null && (
            <Button
              kind="quiet"
              size="small"
              aria-label={t('party.contact-retire-of', { value: shown })}
              onClick={() => change('retire')}
            >
              {t('party.contact-retire')}
            </Button>
          )}
        </span>
      )}
      {acting.error && <FailureBand error={acting.error} />}
    </li>
  );
}

function contactNote(t: ReturnType<typeof useText>, contact: PartyContact): string {
  const { retiredAt, addedAt, preferred } = contact;
  if (retiredAt) return t('party.contact-retired', { date: showDate(toPlainDate(retiredAt)) });
  if (preferred) return t('party.contact-first');
  return t('party.contact-since', { date: showDate(toPlainDate(addedAt)) });
}

const kinds: readonly ContactKind[] = ['phone', 'email', 'address'];

function AddContactDialog({ party, onClose }: { party: PartyPage; onClose: () => void }) {
  const t = useText();
  const [kind, setKind] = useState<ContactKind>('phone');
  const [value, setValue] = useState('');
  const [preferred, setPreferred] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const acting = usePartyAct(party.id, () => {
    showToast(t('party.contact-kept'));
    onClose();
  });
  const errors = toFieldErrors([], acting.error);
  return (
    <PartyActDialog
      title={t('party.contact-add')}
      submitLabel={t('party.save')}
      state={acting}
      errors={errors}
      onSubmit={() => acting.mutate({ path: 'contacts', body: { requestId, kind, value, preferred } })}
      onClose={onClose}
    >
      <Segmented
        name="contact-kind"
        label={t('party.contact-kind')}
        choices={kinds.map((one) => ({ value: one, label: t(`party.contact-kind.${one}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Field id="act-value" label={t(`party.contact-kind.${kind}`)} error={errorAt(errors, 'act-value')}>
        {(control) => (
          <input
            {...control}
            data-first
            data-step
            className="input"
            type={kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'}
            autoComplete="off"
            maxLength={300}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
      <label className="check">
        <input type="checkbox" checked={preferred} onChange={(event) => setPreferred(event.target.checked)} />
        <span>{t('party.contact-preferred')}</span>
      </label>
    </PartyActDialog>
  );
}
