import type { LongWork } from '@opis/contracts';
import { useEffect, useRef, useState } from 'react';
import { isUnderWay } from '../../api/long-works.ts';
import { useText } from '../../parts/text.tsx';
import { describeWork } from './describe-work.ts';

/** Says to whoever listens that a work began, each quarter of it, and how it ended; nothing of what was over before. */
export function SaidOfWorks({ works }: { works: readonly LongWork[] }) {
  const t = useText();
  const heard = useRef<Map<string, number>>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const before = heard.current;
    const now = new Map(works.map((work) => [work.id, stepOf(work)]));
    heard.current = now;
    if (before === undefined) return;
    const news = works.filter((work) => now.get(work.id) !== before.get(work.id));
    if (news.length > 0) setSaid(news.map((work) => say(t, work)).join('. '));
  }, [works, t]);
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  );
}

const over = 5;

/** 0 to 4: which quarter it is in; 5: it is over. */
function stepOf(work: LongWork): number {
  if (!isUnderWay(work)) return over;
  return work.total ? Math.floor((4 * work.done) / work.total) : 0;
}

function say(t: ReturnType<typeof useText>, work: LongWork): string {
  const name = describeWork(t, work);
  const step = stepOf(work);
  if (step === over) return t(work.state === 'failed' ? 'long.said.failed' : 'long.said.done', { name });
  return step === 0 ? t('long.said.started', { name }) : t('long.said.part', { name, percent: step / 4 });
}
