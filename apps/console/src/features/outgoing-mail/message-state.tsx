import type { OutgoingMessageRow, OutgoingState } from '@opis/contracts';
import { Icon, type IconName } from '@opis/ui';
import { showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

const icons: Readonly<Record<OutgoingState, IconName>> = {
  waiting: 'history',
  held: 'history',
  sending: 'dispatched',
  accepted: 'check',
  delivered: 'verified',
  bounced: 'returned',
  uncertain: 'warning',
  withdrawn: 'remove',
  failed: 'warning',
};

/** Where a message stands: sign and words, the hour, why it waits or did not leave. */
export function MessageState({ message }: { message: OutgoingMessageRow }) {
  const t = useText();
  const { state, trouble, reply } = message;
  return (
    <div className="outgoing-state" data-state={state}>
      <p className="outgoing-state-line">
        <Icon name={icons[state]} />
        <span>{t(`outgoing.state.${state}`)}</span>
        <span className="meta">{useWhen(message)}</span>
      </p>
      {trouble && <p className="meta">{t(`outgoing.trouble.${trouble}`)}</p>}
      {reply && state !== 'accepted' && state !== 'delivered' && (
        <p className="meta outgoing-reply">{t('outgoing.reply', { reply })}</p>
      )}
    </div>
  );
}

function useWhen({
  state,
  nextAt,
  attempts,
  bouncedAt,
  deliveredAt,
  acceptedAt,
  changedAt,
}: OutgoingMessageRow) {
  const t = useText();
  if (state === 'held' && nextAt) return t('outgoing.held-until', { when: showInstant(nextAt) });
  if (state === 'waiting' && nextAt && attempts > 0)
    return [t('outgoing.tries', { count: attempts }), t('outgoing.next', { when: showInstant(nextAt) })].join(
      ', ',
    );
  return t('outgoing.at', { when: showInstant(bouncedAt ?? deliveredAt ?? acceptedAt ?? changedAt) });
}
