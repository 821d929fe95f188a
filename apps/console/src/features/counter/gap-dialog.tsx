import { Button } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { listEntries } from '../../api/list-entries.ts';
import { showDate, weekdayOf } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import type { Counter } from './use-counter.ts';

/** Over seven days since the book's last record: a wrong clock would put a wrong date on a number for ever. */
export function GapDialog({ counter }: { counter: Counter }) {
  const t = useText();
  const today = useToday();
  const { data } = useQuery({
    queryKey: ['entries', counter.register, 'last'],
    queryFn: ({ signal }) => listEntries(counter.register, { order: 'desc', limit: 1 }, signal),
  });
  const last = data?.items[0];
  return (
    <Dialog title={t('counter.gap.title')} onClose={counter.closeGap}>
      <p>{t('counter.gap.body')}</p>
      <dl className="facts">
        {last && (
          <>
            <dt>{t('counter.gap.last')}</dt>
            <dd>
              {t('counter.gap.last-value', {
                number: String(last.number),
                date: showDate(last.registeredOn),
              })}
            </dd>
          </>
        )}
        <dt>{t('counter.gap.today')}</dt>
        <dd className="strong">
          {weekdayOf(today)}, {showDate(today)}
        </dd>
      </dl>
      <div className="dialog-actions">
        <Button kind="primary" data-first onClick={() => void counter.submit({ confirmGap: true })}>
          {t('counter.gap.confirm')}
        </Button>
        <Button onClick={counter.closeGap}>{t('cancel')}</Button>
      </div>
    </Dialog>
  );
}
