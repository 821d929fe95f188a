import type { OutgoingMessageDetail, OutgoingMessageRow } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readMessage } from '../../api/outgoing-mail.ts';
import { showInstant } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { MessageState } from './message-state.tsx';
import { outgoingKeys } from './outgoing-keys.ts';

/** Opens what was sent and what the servers said of it. */
export function MessageWhole({ message }: { message: OutgoingMessageRow }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon="seen" onClick={() => setOpen(true)}>
        {t('outgoing.whole')}
      </Button>
      {open && <MessageDialog message={message} onClose={() => setOpen(false)} />}
    </>
  );
}

function MessageDialog({ message, onClose }: { message: OutgoingMessageRow; onClose: () => void }) {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: outgoingKeys.message(message.id),
    queryFn: ({ signal }) => readMessage(message.id, signal),
  });
  return (
    <Dialog title={message.subject} onClose={onClose} wide>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className="outgoing-whole">
          <p>
            {data.to.name} <span className="meta outgoing-address">{data.to.address}</span>
          </p>
          <MessageState message={data} />
          <p className="meta">
            {t('outgoing.whole.queued', { when: showInstant(data.queuedAt), by: data.queuedBy || 'Opis' })}
          </p>
          <h3>{t('outgoing.whole.tries')}</h3>
          <Dialogues tries={data.tries} />
          {data.reports.length > 0 && <Reports reports={data.reports} />}
          <h3>{t('outgoing.whole.text')}</h3>
          <div className="outgoing-text">{data.body}</div>
          {data.attachments.length > 0 && (
            <p className="meta">{t('outgoing.send.attached', { names: data.attachments.join(', ') })}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Dialogues({ tries }: Pick<OutgoingMessageDetail, 'tries'>) {
  const t = useText();
  if (tries.length === 0) return <p className="meta">{t('outgoing.whole.no-tries')}</p>;
  return (
    <ol className="outgoing-tries">
      {tries.map(({ number, beganAt, outcome, reply }) => (
        <li key={number}>
          <Icon name={outcome === 'accepted' ? 'check' : 'warning'} />
          <span>{t(`outgoing.outcome.${outcome ?? 'open'}`)}</span>
          <span className="meta">{showInstant(beganAt)}</span>
          {reply && <span className="meta outgoing-reply">{t('outgoing.reply', { reply })}</span>}
        </li>
      ))}
    </ol>
  );
}

// „smtp; 550 …”: whose words they are (RFC 3464, 2.3.6) tells people nothing.
const toWords = (diagnostic: string | null) => diagnostic?.replace(/^[\w.-]+;\s*/, '') ?? null;

function Reports({ reports }: Pick<OutgoingMessageDetail, 'reports'>) {
  const t = useText();
  return (
    <>
      <h3>{t('outgoing.whole.reports')}</h3>
      <ol className="outgoing-tries">
        {reports.map(({ action, status, diagnostic, arrivedAt }) => (
          <li key={arrivedAt}>
            <Icon name={action === 'failed' ? 'returned' : 'dispatched'} />
            <span>{t(`outgoing.report.${action}`)}</span>
            <span className="meta">{showInstant(arrivedAt)}</span>
            <span className="meta outgoing-reply">
              {[status, toWords(diagnostic)].filter((each) => each !== null).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
