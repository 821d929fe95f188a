import { Icon, StatePanel } from '@opis/ui';
import { useState } from 'react';
import { isUnderWay } from '../../api/long-works.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import './exports.css';
import { LongWorkRow } from './long-work-row.tsx';
import { SaidOfWorks } from './said-of-works.tsx';
import { useLongWorks } from './use-long-works.ts';

/** In the top bar once there is any work: how many go on, and all of them at a press; found again after a reload. */
export function LongWorksButton() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { data } = useLongWorks();
  const works = data?.items ?? [];
  const underWay = works.filter(isUnderWay).length;
  return (
    <>
      {works.length > 0 && (
        <button
          type="button"
          className={underWay > 0 ? 'long-works-button is-on' : 'long-works-button'}
          title={t('long.title')}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <Icon name="history" />
          <span className="visually-hidden">{t('long.button', { count: underWay })}</span>
          {underWay > 0 && <span aria-hidden="true">{underWay}</span>}
        </button>
      )}
      <SaidOfWorks works={works} />
      {open && <LongWorksDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** All works of the last week, with their progress. */
export function LongWorksDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { data, error, refetch } = useLongWorks();
  return (
    <Dialog title={t('long.title')} onClose={onClose} wide>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <StatePanel title={t('long.empty-title')}>
          <p>{t('long.empty-body')}</p>
        </StatePanel>
      )}
      <ul className="long-works">
        {data?.items.map((work) => (
          <LongWorkRow key={work.id} work={work} />
        ))}
      </ul>
    </Dialog>
  );
}
