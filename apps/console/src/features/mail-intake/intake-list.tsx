import type { IntakeItem } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { showDay, toClockTime, toPlainDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { kindIcons, senderOf } from './intake-words.ts';

type IntakeListProps = {
  rows: readonly IntakeItem[];
  current: string | undefined;
  onPoint: (id: string) => void;
};

/** The messages that wait: who, when, about what, and what is proposed. */
export function IntakeList({ rows, current, onPoint }: IntakeListProps) {
  const t = useText();
  return (
    <ul className="intake-items" aria-label={t('mail.list')}>
      {rows.map((item) => (
        <li
          key={item.id}
          className={item.id === current ? 'intake-item is-current' : 'intake-item'}
          data-message={item.id}
        >
          <button
            type="button"
            className="intake-open"
            aria-current={item.id === current || undefined}
            tabIndex={item.id === current ? 0 : -1}
            onClick={() => onPoint(item.id)}
          >
            <span className="intake-who">{senderOf(item) ?? t('mail.no-sender')}</span>
            <span className="intake-when">{showWhen(item.receivedAt)}</span>
            <span className="intake-subject">{item.subject || t('mail.no-subject')}</span>
            <ProposalLine item={item} />
          </button>
        </li>
      ))}
    </ul>
  );
}

const showWhen = (at: string) =>
  toPlainDate(at) === toPlainDate(new Date()) ? toClockTime(at) : showDay(toPlainDate(at));

function ProposalLine({ item }: { item: IntakeItem }) {
  const t = useText();
  const { kind, reason, unit, joins } = item.proposal;
  const isDone = item.state !== 'waiting' && item.state !== 'possibly';
  const icon = item.warned && !isDone ? 'warning' : kindIcons[kind];
  return (
    <span className={item.warned && !isDone ? 'intake-proposed is-warned' : 'intake-proposed'}>
      <Icon name={icon} size={14} />
      <span className="intake-words">{words()}</span>
      {item.attachmentCount > 0 && (
        <span className="intake-attached">
          <Icon name="attached" size={12} label={t('mail.attachments', { count: item.attachmentCount })} />
          {item.attachmentCount}
        </span>
      )}
    </span>
  );

  function words(): string {
    if (item.registrationNumber !== null)
      return t('mail.line.registered', { number: item.registrationNumber });
    if (item.reason !== null) return t('mail.line.refused', { reason: t(`mail.reason.${item.reason}`) });
    if (isDone) return t('mail.line.registered-elsewhere');
    if (item.state === 'possibly') return t('mail.line.possibly');
    if (joins !== null) return t('mail.line.joins', { number: joins });
    if (reason !== null) return t('mail.line.refused', { reason: t(`mail.reason.${reason}`) });
    if (kind === 'unknown') return t('mail.line.unknown');
    const name = t(`mail.kind.${kind}`);
    return unit === null ? name : t('mail.line.to', { kind: name, unit });
  }
}
