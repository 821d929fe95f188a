import type { Mailbox } from '@opis/contracts';
import { Band, Button, StatePanel, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listMailboxes } from '../../api/mailboxes.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { AdminSection } from './admin-section.tsx';
import { MailboxDialog } from './mailbox-dialog.tsx';

/** Addresses at which the institution receives mail, and how each goes. */
export function MailboxesPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['mailboxes'], queryFn: listMailboxes });
  const [open, setOpen] = useState<{ mailbox: Mailbox | null } | null>(null);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <AdminSection
      id="mailboxes"
      title={t('mailboxes.tab')}
      body={t('mailboxes.body')}
      act={{ label: t('mailboxes.add'), icon: 'add', onPress: () => setOpen({ mailbox: null }) }}
    >
      {data.items.length === 0 ? (
        <StatePanel title={t('mailboxes.none')}>
          <p>{t('mailboxes.none-body')}</p>
        </StatePanel>
      ) : (
        <ul className="readers sheet">
          {data.items.map((mailbox) => (
            <MailboxRow key={mailbox.id} mailbox={mailbox} onChange={() => setOpen({ mailbox })} />
          ))}
        </ul>
      )}
      {open && <MailboxDialog mailbox={open.mailbox} onClose={() => setOpen(null)} />}
    </AdminSection>
  );
}

function MailboxRow({ mailbox, onChange }: { mailbox: Mailbox; onChange: () => void }) {
  const t = useText();
  const { name, address, channel, active, server, unit, checkedAt, failure, messages, leftThere } = mailbox;
  const facts = [
    t('mailboxes.messages', { count: messages }),
    ...(unit ? [unit.name] : []),
    ...(server ? [`${server.host}, ${server.folder}`] : []),
    ...(checkedAt ? [t('mailboxes.checked', { at: toHour(checkedAt) })] : []),
    ...(leftThere > 0 ? [t('mailboxes.left', { count: leftThere })] : []),
  ];
  return (
    <li>
      <p className="line mailbox-head">
        <span className="strong">{name}</span>
        <span className="second">{address}</span>
        <Tag>{t(`mailboxes.channel.${channel}`)}</Tag>
        {!active && <Tag>{t('mailboxes.off')}</Tag>}
        <span className="grow" />
        <Button size="small" aria-label={`${t('mailboxes.change')}: ${name}`} onClick={onChange}>
          {t('mailboxes.change')}
        </Button>
      </p>
      <p className="second">{facts.join(' · ')}</p>
      {failure !== null && active && (
        <Band tone="late" icon="alarm">
          {t('mailboxes.failure', { words: failure })}
        </Band>
      )}
    </li>
  );
}

const hour = new Intl.DateTimeFormat('ro', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Bucharest',
});
const toHour = (instant: string): string => hour.format(new Date(instant));
