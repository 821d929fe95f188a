import type { CaseFileDetail, CaseStep, ChronologyItem, LetterHappening } from '@opis/contracts';
import { Icon, type IconName } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readChronology } from '../../api/read-case-file.ts';
import { showDate, showDayHead, toClockTime, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { AwaitedTasks } from '../tasks/awaited-tasks.tsx';
import { taskIcons } from '../tasks/task-words.ts';
import { HappeningSentence } from '../works/happening-sentence.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';
import { CaseComposer } from './case-composer.tsx';
import type { CaseFilter } from './case-search.ts';

const choices: readonly (CaseFilter | undefined)[] = [undefined, 'documents', 'decisions', 'notes'];

/** Cronologie: what happened to the file and to its papers, newest day first; the composer stays in reach. */
export function CaseTimeline({ file, only }: { file: CaseFileDetail; only: CaseFilter | undefined }) {
  const t = useText();
  const pages = useInfiniteQuery({
    queryKey: [...caseFileKeys.chronology(file.id), only ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      readChronology(file.id, { ...(only && { only }), ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="case-timeline" aria-label={t('case.tab-cronologie')}>
      <div className="case-scroll">
        <nav className="case-filters" aria-label={t('case.filters')}>
          {choices.map((choice) => (
            <Link
              key={choice ?? 'all'}
              className="chip"
              to="/lucrari/$id"
              params={{ id: file.id }}
              search={choice ? { doar: choice } : {}}
              activeOptions={{ exact: true }}
              aria-current={choice === only ? 'true' : undefined}
              replace
            >
              {t(`case.only-${choice ?? 'all'}`)}
            </Link>
          ))}
          <span className="grow" />
          <span className="meta">{t('case.newest-first')}</span>
        </nav>
        <AwaitedTasks file={file} />
        {pages.error && !pages.data && (
          <FailureState error={pages.error} onRetry={() => void pages.refetch()} />
        )}
        {pages.data && items.length === 0 && <p className="second case-nothing">{t('case.nothing')}</p>}
        <Days items={items} fileId={file.id} />
        {pages.hasNextPage && (
          <button type="button" className="link-button" onClick={() => void pages.fetchNextPage()}>
            {t('case.older')}
          </button>
        )}
      </div>
      {(file.actions.includes('note') || file.actions.includes('ask')) && <CaseComposer file={file} />}
    </section>
  );
}

function Days({ items, fileId }: { items: readonly ChronologyItem[]; fileId: string }) {
  const t = useText();
  const today = useToday();
  const days = Map.groupBy(items, (item) => toPlainDate(item.at));
  return [...days].map(([day, lines]) => (
    <div key={day}>
      <h2 className="case-day">
        {day === today ? t('case.today', { date: showDate(day) }) : showDayHead(day)}
      </h2>
      <ol>
        {lines.map((item) => (
          <TimelineLine key={item.id} item={item} fileId={fileId} />
        ))}
      </ol>
    </div>
  ));
}

const stepIcons = {
  assign: 'assigned',
  return: 'returned',
  close: 'closed',
  reopen: 'reopened',
  join: 'linked',
  note: 'written',
  reclassify: 'reopened',
  fields: 'written',
  complaint: 'warning',
} as const satisfies Readonly<Record<string, IconName>>;
const happeningIcons = {
  registered: 'registered',
  corrected: 'corrected',
  dispatched: 'dispatched',
  classified: 'classified',
  annulled: 'annulled',
  printed: 'print',
  erased: 'remove',
} as const satisfies Readonly<Record<string, IconName>>;

const letterIcons = {
  drafted: 'written',
  'sent-on-route': 'assigned',
  endorsed: 'check',
  returned: 'returned',
  recalled: 'returned',
  withdrawn: 'remove',
  signed: 'written',
  registered: 'registered',
  sent: 'dispatched',
  bounced: 'warning',
} as const satisfies Readonly<Record<LetterHappening, IconName>>;

function iconOf({ step, entry, task, term, letter }: ChronologyItem): IconName {
  if (letter) return letterIcons[letter.happened];
  if (task) return taskIcons[task.kind];
  if (step) return stepIcons[step.kind];
  if (term) return term.happened === 'missed' || term.happened === 'unmet' ? 'warning' : 'calendar';
  return entry ? happeningIcons[entry.happened] : 'note';
}

function TimelineLine({ item, fileId }: { item: ChronologyItem; fileId: string }) {
  const t = useText();
  const { step, task, term, letter } = item;
  return (
    <li className="case-event">
      <Icon name={iconOf(item)} />
      <div>
        <time className="meta" dateTime={item.at}>
          {toClockTime(item.at)}
        </time>
        <HappeningSentence item={item} />
        {term && (
          <>
            {' '}
            <Link to="/lucrari/$id/termene/$termen" params={{ id: fileId, termen: term.id }} preload={false}>
              {t('terms.open')}
            </Link>
          </>
        )}
        {letter && (
          <>
            {' '}
            <Link to="/adrese/$id" params={{ id: letter.id }} preload={false}>
              {t('happened-letter.open')}
            </Link>
          </>
        )}
        {step && <StepDetail step={step} />}
        {(step?.text ?? task?.text) && <p className="case-words">{step?.text ?? task?.text}</p>}
      </div>
    </li>
  );
}

/** What a reclassification changed, or which fields were filled in, and what stood there before. */
function StepDetail({ step: { change, filled } }: { step: CaseStep }) {
  const t = useText();
  if (change) return <p className="second">{t('step.changed-procedure', change)}</p>;
  if (!filled || filled.length === 0) return null;
  return (
    <ul className="case-filled second">
      {filled.map(({ label, before, after }) => (
        <li key={label}>
          {t('step.filled-field', { label, before: before ?? 'none', after: after ?? 'none' })}
        </li>
      ))}
    </ul>
  );
}
