import type { LetterQueue, LetterRow } from '@opis/contracts';
import { Button, SkeletonRows, StatePanel } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { listLetters } from '../../api/letters.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { TermBadge } from '../../parts/term-badge.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { SendMany } from '../outgoing-mail/send-many.tsx';
import { LetterStatusTag } from './letter-head.tsx';
import { letterKeys } from './letter-keys.ts';
import { LetterActButtons } from './letter-view.tsx';
import { letterQueues } from './letters-search.ts';
import '../case-file/case-file.css';
import './letters.css';

/** „De expediat” and what is before and after it: the queues of letters. */
export function LettersPage() {
  const t = useText();
  const { coada = 'to-send' } = useSearch({ from: '/de-expediat' });
  usePageTitle(t('letters.title'));
  return (
    <div className="letters">
      <h1>{t('letters.title')}</h1>
      <nav className="case-tabs" aria-label={t('letters.tabs')}>
        <ul>
          {letterQueues.map((queue) => (
            <li key={queue}>
              <Link
                to="/de-expediat"
                search={queue === 'to-send' ? {} : { coada: queue }}
                activeOptions={{ exact: true }}
                aria-current={queue === coada ? 'page' : undefined}
                replace
              >
                {t(`letters.tab.${queue}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <LetterList key={coada} queue={coada} />
    </div>
  );
}

function LetterList({ queue }: { queue: LetterQueue }) {
  const t = useText();
  const pages = useInfiniteQuery({
    queryKey: letterKeys.queue(queue),
    queryFn: ({ pageParam, signal }) => listLetters(queue, pageParam ?? undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const slow = useSlow(pages.isPending);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.error && !pages.data)
    return <FailureState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return slow ? <Waiting /> : null;
  if (rows.length === 0) {
    return (
      <StatePanel title={t(`letters.empty.${queue}`)}>
        <p>{t(`letters.empty.${queue}-body`)}</p>
      </StatePanel>
    );
  }
  return (
    <>
      {queue === 'to-send' && <SendMany letters={rows} />}
      <table className="letter-rows">
        <thead>
          <tr>
            {(['number', 'due', 'letter', 'addressee', 'how', 'state', 'acts'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`letters.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((letter) => (
            <Row key={letter.id} letter={letter} />
          ))}
        </tbody>
      </table>
      {pages.hasNextPage && <Button onClick={() => void pages.fetchNextPage()}>{t('letters.more')}</Button>}
    </>
  );
}

function Waiting() {
  return (
    <table className="letter-rows">
      <tbody>
        <SkeletonRows rows={6} columns={7} />
      </tbody>
    </table>
  );
}

function Row({ letter }: { letter: LetterRow }) {
  const t = useText();
  const { caseFile, due, kind, addressee, lastDeparture, sendBy, status, datedOn, changedAt } = letter;
  const how = lastDeparture && !lastDeparture.returnedOn ? lastDeparture.how : sendBy;
  return (
    <tr>
      <td className="number">{caseFile.registrationNumber}</td>
      <td>{due ? <TermBadge due={due} /> : '–'}</td>
      <td>
        <Link to="/adrese/$id" params={{ id: letter.id }} preload={false}>
          {t(`letter.kind.${kind}`)}: {letter.subject || caseFile.subject}
        </Link>
        <span className="meta"> {letter.author}</span>
      </td>
      <td>
        {addressee || '–'}
        {lastDeparture?.receivedBy && !lastDeparture.returnedOn && (
          <span className="meta"> {t('letter.circuit-received', { name: lastDeparture.receivedBy })}</span>
        )}
      </td>
      <td>{how ? t(`letter.exit.${how}`) : '–'}</td>
      <td>
        <LetterStatusTag status={status} />{' '}
        <span className="meta">{showDate(lastDeparture?.on ?? datedOn ?? toPlainDate(changedAt))}</span>
      </td>
      <td>
        <div className="row-acts">
          <LetterActButtons
            letter={letter}
            size="small"
            only={['hand-over', 'record-sent', 'record-return', 'record-paper']}
          />
        </div>
      </td>
    </tr>
  );
}
