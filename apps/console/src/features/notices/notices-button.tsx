import type { Notice } from '@opis/contracts';
import { Button, Icon, StatePanel, Tag } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listNotices, readNotices } from '../../api/notices.ts';
import { showDate, showInstant, toPlainDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { daysBetween } from '../works/group-works.ts';
import './notices.css';

export const noticesQuery = {
  queryKey: ['notices'],
  queryFn: ({ signal }: { signal?: AbortSignal }) => listNotices(signal),
  staleTime: 30_000,
};

/** In the top bar: how many notices wait, and all of them at a press. */
export function NoticesButton() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(noticesQuery);
  const unread = data?.unread ?? 0;
  return (
    <>
      <button
        type="button"
        className={unread > 0 ? 'notices-button is-on' : 'notices-button'}
        title={t('notices.title')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="notices" />
        <span className="visually-hidden">{t('notices.button', { count: unread })}</span>
        {unread > 0 && <span aria-hidden="true">{unread > 98 ? '99+' : unread}</span>}
      </button>
      {open && <NoticesDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** The last fifty, newest first; opening one reads it. */
function NoticesDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(noticesQuery);
  const reading = useMutation({
    mutationFn: (ids?: readonly string[]) => readNotices(ids),
    onSuccess: () => queries.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
  return (
    <Dialog title={t('notices.title')} onClose={onClose} wide>
      {error && !data && <FailureState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <StatePanel title={t('notices.empty-title')}>
          <p>{t('notices.empty-body')}</p>
        </StatePanel>
      )}
      {data && data.unread > 0 && (
        <div className="notices-acts">
          <Button size="small" icon="check" onClick={() => reading.mutate(undefined)}>
            {t('notices.read-all')}
          </Button>
        </div>
      )}
      <ul className="notices">
        {data?.items.map((notice) => (
          <NoticeLine
            key={notice.id}
            notice={notice}
            onOpen={() => {
              if (notice.readAt === null) reading.mutate([notice.id]);
              onClose();
            }}
          />
        ))}
      </ul>
    </Dialog>
  );
}

function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const t = useText();
  const { kind, caseFile, dueOn, role, at, readAt } = notice;
  const values = {
    day: dueOn === null ? '' : showDate(dueOn),
    days: dueOn === null ? 0 : Math.max(0, daysBetween(toPlainDate(at), dueOn)),
    role: role === null ? '' : t(`term.role.${role}`),
  };
  const isLate = kind === 'term-missed' || kind === 'term-unmet' || kind === 'answer-returned';
  return (
    <li className={readAt === null ? 'notice is-new' : 'notice'}>
      <Icon name={isLate ? 'warning' : kind.startsWith('term') ? 'alarm' : 'note'} />
      <div>
        <p className="notice-words">
          {t(`notice.${kind}`, values)}
          {readAt === null && <Tag tone="blue">{t('notices.new')}</Tag>}
        </p>
        <p className="second">
          {caseFile ? (
            <Link
              className="number"
              to="/lucrari/$id"
              params={{ id: caseFile.id }}
              preload={false}
              onClick={onOpen}
            >
              {caseFile.registrationNumber}
            </Link>
          ) : (
            t('notices.gone')
          )}
          {caseFile && ` ${caseFile.subject}`}
        </p>
        <time className="meta" dateTime={at}>
          {showInstant(at)}
        </time>
      </div>
    </li>
  );
}
