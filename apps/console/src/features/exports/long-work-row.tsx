import type { LongWork } from '@opis/contracts';
import { Button, ButtonContent, buttonClass, Icon } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { cancelLongWork, isUnderWay, longWorkFileUrl } from '../../api/long-works.ts';
import { showInstant } from '../../parts/dates.ts';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { describeStage, describeWork } from './describe-work.ts';
import { secondsLeft } from './time-left.ts';
import { longWorksKey } from './use-long-works.ts';

/** One work: how far it is, or what came of it. */
export function LongWorkRow({ work }: { work: LongWork }) {
  const t = useText();
  const name = describeWork(t, work);
  return (
    <li className="long-work">
      <div className="long-work-head">
        <b className="strong grow">{name}</b>
        {isUnderWay(work) ? <CancelButton work={work} name={name} /> : <Result work={work} />}
      </div>
      {isUnderWay(work) ? <Progress work={work} name={name} /> : <Outcome work={work} />}
    </li>
  );
}

function Progress({ work, name }: { work: LongWork; name: string }) {
  const t = useText();
  const left = secondsLeft(work, new Date());
  if (work.cancelRequested) return <p className="meta">{t('long.cancelling')}</p>;
  if (work.state === 'waiting' || work.total === null) {
    return (
      <>
        <progress className="long-work-bar" aria-label={name} />
        <p className="meta">{work.state === 'waiting' ? t('long.waiting') : describeStage(t, work)}</p>
      </>
    );
  }
  const { done, total } = work;
  const words = t('long.progress', {
    stage: describeStage(t, work),
    done,
    total,
    percent: total ? done / total : 0,
  });
  return (
    <>
      <progress className="long-work-bar" aria-label={name} value={done} max={Math.max(1, total)} />
      <p className="meta">{left === undefined ? words : `${words}, ${sayLeft(t, left)}`}</p>
    </>
  );
}

function sayLeft(t: ReturnType<typeof useText>, seconds: number): string {
  return seconds < 60 ? t('long.left.seconds') : t('long.left.minutes', { count: Math.round(seconds / 60) });
}

function CancelButton({ work, name }: { work: LongWork; name: string }) {
  const t = useText();
  const works = useQueryClient();
  const cancelling = useMutation({
    mutationFn: () => cancelLongWork(work.id),
    onSettled: () => works.invalidateQueries({ queryKey: longWorksKey }),
  });
  return (
    <Button
      size="small"
      kind="quiet"
      aria-label={t('long.cancel-of', { name })}
      aria-disabled={cancelling.isPending || work.cancelRequested}
      onClick={() => !work.cancelRequested && cancelling.mutate()}
    >
      {t('long.cancel')}
    </Button>
  );
}

function Result({ work: { id, file } }: { work: LongWork }) {
  const t = useText();
  if (!file) return null;
  return (
    <a
      className={buttonClass({ size: 'small' })}
      href={longWorkFileUrl(id)}
      download={file.name}
      aria-label={t('long.download-of', { name: file.name, size: showSize(file.size) })}
    >
      <ButtonContent icon="download">{t('long.download')}</ButtonContent>
    </a>
  );
}

function Outcome({ work }: { work: LongWork }) {
  const t = useText();
  const { state, finishedAt, counts, file, errorText } = work;
  if (state === 'cancelled') return <p className="meta">{t('long.cancelled')}</p>;
  if (state === 'failed') {
    return (
      <p className="long-work-failed">
        <Icon name="error" />
        {t('long.failed', { reason: errorText ?? '' })}
      </p>
    );
  }
  const at = finishedAt ? showInstant(finishedAt) : '';
  return (
    <p className="meta">
      {t('long.done', { at, rows: counts.rows ?? 0, volumes: counts.volumes ?? 1 })} ·{' '}
      {file
        ? `${showSize(file.size)}, ${t('long.expires', { at: showInstant(file.expiresAt) })}`
        : t('long.gone')}
    </p>
  );
}
