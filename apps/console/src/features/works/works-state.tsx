import { Button, ButtonContent, buttonClass, StatePanel } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useSlow } from '../../parts/use-slow.ts';
import { useCounts, type Works } from './use-works.ts';
import type { QueueName } from './works-search.ts';

type WorksStateProps = { works: Works; queue: QueueName; filtered: boolean; onClear: () => void };

/** Why there are no rows: not read yet, could not be read, nothing found, nothing left, nothing ever. */
export function WorksState({ works, queue, filtered, onClear }: WorksStateProps) {
  const t = useText();
  const slow = useSlow(works.loading);
  if (works.loading) return slow ? <LoadingRows /> : <div className="works-list" />;
  return (
    <div className="works-list">
      {works.error ? (
        <FailureState error={works.error} onRetry={works.retry} />
      ) : filtered ? (
        <StatePanel
          title={t('works.none-found')}
          actions={
            <Button keyHint="Esc" onClick={onClear}>
              {t('works.clear')}
            </Button>
          }
        >
          <p>{t('works.none-found-body')}</p>
        </StatePanel>
      ) : (
        <NothingHere queue={queue} />
      )}
    </div>
  );
}

/** An empty queue is good news; it says where there is something. */
function NothingHere({ queue }: { queue: QueueName }) {
  const t = useText();
  const counts = useCounts();
  const waiting = queue === 'mele' ? (counts?.unit.count ?? 0) : 0;
  return (
    <StatePanel
      title={t(`queue.${queue}-empty`)}
      actions={
        waiting > 0 && (
          <Link className={buttonClass({})} to="/lucrari" search={{ coada: 'structura' }}>
            <ButtonContent keyHint="2">{t('queue.see-unit', { count: waiting })}</ButtonContent>
          </Link>
        )
      }
    >
      <p>{t(`queue.${queue}-empty-body`)}</p>
    </StatePanel>
  );
}

const widths = ['is-wide', 'is-mid', 'is-full', 'is-short'];

/** Bars in the shape of rows, still. */
function LoadingRows() {
  const t = useText();
  return (
    <div className="works-list" role="status" aria-label={t('works.loading')}>
      {Array.from({ length: 12 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <div className="work-row" key={row}>
          <span />
          <span className="skeleton is-mid" />
          <span className="skeleton is-full" />
          <span className={`skeleton ${widths[row % widths.length]}`} />
          <span className="skeleton is-mid" />
        </div>
      ))}
    </div>
  );
}
