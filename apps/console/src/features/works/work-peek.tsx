import type { CaseFileAction, CaseFileRow, ChronologyItem } from '@opis/contracts';
import { ButtonContent, buttonClass, IconButton, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { readChronology } from '../../api/read-case-file.ts';
import { showDay, toClockTime, toPlainDate } from '../../parts/dates.ts';
import { TermBadge } from '../../parts/term-badge.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { ActButtons } from './acts/act-buttons.tsx';
import { HappeningSentence } from './happening-sentence.tsx';
import { caseFileKeys } from './keep-case-file.ts';
import { WorkAge } from './work-age.tsx';
import { WorkBall } from './work-ball.tsx';

type WorkPeekProps = { row: CaseFileRow; onAct: (action: CaseFileAction) => void };

/** The work under the hands: what it is, what may be done now, what happened last. */
export function WorkPeek({ row, onAct }: WorkPeekProps) {
  const t = useText();
  return (
    <aside className="peek" aria-label={t('works.peek', { number: row.registrationNumber })}>
      <p className="line">
        <span className="number peek-number">{row.registrationNumber}</span>
        <IconButton
          icon="copy"
          label={t('counter.done.copy-number', { number: row.registrationNumber })}
          onClick={() => void navigator.clipboard?.writeText(row.registrationNumber)}
        />
      </p>
      <div>
        <p className="peek-title">{row.subject}</p>
        <p className="second">{row.issuer}</p>
      </div>
      <div className="peek-facts">
        {row.due ? (
          <TermBadge due={row.due} caseFileId={row.id} />
        ) : (
          <WorkAge day={row.registeredOn} time={row.registeredTime} />
        )}
        <WorkBall mine={row.mine} handler={row.handler} unit={row.unit} />
        {row.category && <Tag>{row.category.name}</Tag>}
        {row.returned && (
          <Tag tone="warn" icon="returned">
            {t('works.returned')}
          </Tag>
        )}
        {row.outcome && (
          <Tag tone="ok" icon="closed">
            {t(`outcome.${row.outcome}`)}
          </Tag>
        )}
      </div>
      <div className="peek-acts">
        <Link
          className={buttonClass({ kind: 'primary' })}
          to="/lucrari/$id"
          params={{ id: row.id }}
          preload={false}
        >
          <ButtonContent keyHint="Enter">{t('works.open')}</ButtonContent>
        </Link>
        <div className="line">
          <ActButtons rows={[row]} onAct={onAct} without={['join']} bare />
        </div>
      </div>
      <Moves row={row} />
    </aside>
  );
}

/** The last moves, once the hands rest on a row: passing by reads nothing. */
function Moves({ row }: { row: CaseFileRow }) {
  const t = useText();
  const rested = useRested(row.id);
  const { data } = useQuery({
    queryKey: [...caseFileKeys.chronology(row.id), 'last'],
    queryFn: ({ signal }) => readChronology(row.id, { limit: 4 }, signal),
    enabled: rested === row.id,
    staleTime: 30_000,
  });
  if (!data) return null;
  return (
    <section>
      <h3>{t('works.moves')}</h3>
      <ul className="moves">
        {data.items.map((item) => (
          <li key={item.id}>
            <span>
              <MoveTime item={item} />
            </span>
            <span>
              <HappeningSentence item={item} />
              {item.step?.text && <>: {t('act.quoted', { text: item.step.text })}</>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MoveTime({ item }: { item: ChronologyItem }) {
  const t = useText();
  const today = useToday();
  const day = toPlainDate(item.at);
  const time = toClockTime(item.at);
  return day === today ? t('works.move-today', { time }) : t('works.move-at', { day: showDay(day), time });
}

function useRested(id: string): string | undefined {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), 250);
    return () => clearTimeout(timer);
  }, [id]);
  return rested;
}
