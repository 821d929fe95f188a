import { Band, Button } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { readInstitution } from '../../api/read-institution.ts';
import { toClockTime } from '../../parts/dates.ts';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useText } from '../../parts/text.tsx';
import type { Counter } from './use-counter.ts';

/** No answer came: said at once and plainly. The line is tried every five seconds; registering again is a person's act. */
export function LostBand({ counter }: { counter: Counter }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const { lostAt } = counter.draft;
  const line = useQuery({
    queryKey: ['line', lostAt],
    queryFn: async () => {
      await readInstitution();
      return true;
    },
    retry: false,
    gcTime: 0,
    networkMode: 'always',
    refetchInterval: (query) => (query.state.data ? false : 5000),
  });
  return (
    <div role="alert">
      <Band tone="late" icon="offline">
        <p>
          <b className="strong">{t('counter.lost.title')}</b>{' '}
          {lostAt !== null && t('counter.lost.body', { time: toClockTime(lostAt) })}
        </p>
        <p>{t('counter.lost.retry')}</p>
        <p className="band-line">
          {line.data ? <b className="strong">{t('counter.lost.back')}</b> : t('counter.lost.still')}
          <Button size="small" icon="retry" keyHint={keyOf('F9')} onClick={() => void counter.submit()}>
            {t('counter.lost.button')}
          </Button>
        </p>
      </Band>
    </div>
  );
}
