import type { OutgoingMessageRow, OutgoingQueue } from '@opis/contracts';
import { Button, SkeletonRows, StatePanel } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { listMessages } from '../../api/outgoing-mail.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { MessageActs } from './message-acts.tsx';
import { MessageState } from './message-state.tsx';
import { outgoingKeys } from './outgoing-keys.ts';
import { outgoingQueues } from './outgoing-search.ts';
import '../case-file/case-file.css';
import '../letters/letters.css';
import './outgoing-mail.css';

/** „Trimiteri”: every e-mail that leaves, those that wait for a person first. */
export function OutgoingPage() {
  const t = useText();
  const { coada = 'asking' } = useSearch({ from: '/trimiteri' });
  usePageTitle(t('outgoing.title'));
  return (
    <div className="letters">
      <h1>{t('outgoing.title')}</h1>
      <nav className="case-tabs" aria-label={t('outgoing.tabs')}>
        <ul>
          {outgoingQueues.map((queue) => (
            <li key={queue}>
              <Link
                to="/trimiteri"
                search={queue === 'asking' ? {} : { coada: queue }}
                activeOptions={{ exact: true }}
                aria-current={queue === coada ? 'page' : undefined}
                replace
              >
                {t(`outgoing.tab.${queue}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <MessageList key={coada} queue={coada} />
    </div>
  );
}

const columns = ['number', 'message', 'to', 'state', 'acts'] as const;

function MessageList({ queue }: { queue: OutgoingQueue }) {
  const t = useText();
  const pages = useInfiniteQuery({
    queryKey: outgoingKeys.queue(queue),
    queryFn: ({ pageParam, signal }) => listMessages(queue, pageParam ?? undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 15_000,
  });
  const slow = useSlow(pages.isPending);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.error && !pages.data)
    return <FailureState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return slow ? <Waiting /> : null;
  if (rows.length === 0) {
    return (
      <StatePanel title={t(`outgoing.empty.${queue}`)}>
        <p>{t(`outgoing.empty.${queue}-body`)}</p>
      </StatePanel>
    );
  }
  return (
    <>
      <table className="letter-rows outgoing-rows">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`outgoing.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((message) => (
            <Row key={message.id} message={message} />
          ))}
        </tbody>
      </table>
      {pages.hasNextPage && <Button onClick={() => void pages.fetchNextPage()}>{t('outgoing.more')}</Button>}
    </>
  );
}

function Waiting() {
  return (
    <table className="letter-rows">
      <tbody>
        <SkeletonRows rows={6} columns={columns.length} />
      </tbody>
    </table>
  );
}

function Row({ message }: { message: OutgoingMessageRow }) {
  const t = useText();
  const { caseFile, letterId, purpose, subject, to } = message;
  return (
    <tr>
      <td className="number">{caseFile?.registrationNumber ?? '–'}</td>
      <td>
        <span className="meta">{t(`outgoing.purpose.${purpose}`)}</span>
        <br />
        <Subject {...{ letterId, subject }} caseFileId={caseFile?.id ?? null} />
      </td>
      <td>
        {to.name}
        <br />
        <span className="meta outgoing-address">{to.address}</span>
      </td>
      <td>
        <MessageState message={message} />
      </td>
      <td>
        <MessageActs message={message} />
      </td>
    </tr>
  );
}

function Subject({
  letterId,
  caseFileId,
  subject,
}: {
  letterId: string | null;
  caseFileId: string | null;
  subject: string;
}) {
  if (letterId)
    return (
      <Link to="/adrese/$id" params={{ id: letterId }} preload={false}>
        {subject}
      </Link>
    );
  if (caseFileId)
    return (
      <Link to="/lucrari/$id" params={{ id: caseFileId }} preload={false}>
        {subject}
      </Link>
    );
  return subject;
}
