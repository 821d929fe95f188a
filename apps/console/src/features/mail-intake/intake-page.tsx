import type { IntakeItem } from '@opis/contracts';
import { buttonClass, StatePanel } from '@opis/ui';
import { Link, useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { DecisionPane } from './decision-pane.tsx';
import { IntakeFind } from './intake-find.tsx';
import { IntakeList } from './intake-list.tsx';
import { JoinDialog } from './join-dialog.tsx';
import './mail-intake.css';
import { LeftMessages } from './left-messages.tsx';
import { MessagePane } from './message-pane.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { useIntakeList } from './use-intake.ts';
import { useIntakeHands } from './use-intake-hands.ts';

/** E-mail: the message, what is proposed for it, one key, and the next one lies there. */
export function IntakePage() {
  const t = useText();
  usePageTitle(t('mail.title'));
  const { vezi } = useSearch({ from: '/e-mail' });
  const view = vezi === 'hotarate' ? 'done' : 'queue';
  const [sought, setSought] = useState('');
  const list = useIntakeList(view, sought);
  return (
    <div className="intake">
      <div className="page-head">
        <h1>{t('mail.title')}</h1>
        <span className="second">{list.day?.mailboxes.join(', ')}</span>
        <span className="grow" />
        <IntakeFind onFind={setSought} found={sought === '' || !list.data ? undefined : list.rows.length} />
        {list.day && <Day {...list.day} />}
        <Link className={buttonClass({})} to="/e-mail/reguli">
          {t('mail.rules.title')}
        </Link>
        <Link className={buttonClass({})} to="/e-mail" search={view === 'queue' ? { vezi: 'hotarate' } : {}}>
          {t(view === 'queue' ? 'mail.see-done' : 'mail.see-queue')}
        </Link>
      </div>
      {list.day && view === 'queue' && <LeftMessages {...list.day} />}
      {list.error && !list.data && <FailureState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && list.rows.length === 0 && <NoMessages view={sought === '' ? view : 'found'} />}
      {list.rows.length > 0 && (
        <IntakePanes
          key={sought === '' ? view : `found ${sought}`}
          rows={list.rows}
          loadMore={() => list.hasNextPage && void list.fetchNextPage()}
        />
      )}
    </div>
  );
}

const none = {
  queue: ['mail.empty-title', 'mail.empty-body'],
  done: ['mail.none-decided-title', 'mail.none-decided-body'],
  found: ['mail.none-found-title', 'mail.none-found-body'],
} as const;

function NoMessages({ view }: { view: keyof typeof none }) {
  const t = useText();
  const [title, body] = none[view];
  return (
    <StatePanel title={t(title)}>
      <p>{t(body)}</p>
    </StatePanel>
  );
}

/** How the day stands, in words beside the bar. */
function Day({ waiting, decidedToday }: { waiting: number; decidedToday: number }) {
  const t = useText();
  const label = t('mail.day', { done: decidedToday, all: decidedToday + waiting });
  return (
    <span className="intake-day">
      <progress value={decidedToday} max={Math.max(decidedToday + waiting, 1)} aria-label={label} />
      <span>{label}</span>
    </span>
  );
}

type PanesProps = { rows: readonly IntakeItem[]; loadMore: () => void };

function IntakePanes({ rows, loadMore }: PanesProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const hands = useIntakeHands(rows, loadMore);
  const { left, current, message, open, deciding } = hands;
  useFocus(box, current?.id);
  if (current === undefined) {
    return (
      <StatePanel title={t('mail.empty-title')}>
        <p>{t('mail.empty-body')}</p>
      </StatePanel>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside
    <div className="intake-panes" ref={box} onKeyDown={hands.press}>
      <IntakeList rows={left} current={current.id} onPoint={hands.point} />
      {hands.readError && !message && <FailureState error={hands.readError} onRetry={hands.readAgain} />}
      {message && <MessagePane message={message} showsPage={hands.showsPage} onPage={hands.acts.page} />}
      {message && (
        <DecisionPane
          message={message}
          acts={hands.acts}
          pending={deciding.isPending}
          error={deciding.error}
        />
      )}
      {open === 'change' && message && (
        <ChangeDialog
          message={message}
          onSubmit={hands.register}
          onClose={hands.close}
          error={deciding.error}
        />
      )}
      {open === 'join' && message && (
        <JoinDialog message={message} onSubmit={hands.join} onClose={hands.close} error={deciding.error} />
      )}
      {open === 'refuse' && message && (
        <RefuseDialog
          message={message}
          alike={left.filter(({ kind }) => kind === message.kind && kind !== 'message')}
          onSubmit={hands.refuse}
          onMany={hands.refuseMany}
          onClose={hands.close}
        />
      )}
    </div>
  );
}

/** The list has the keys as soon as it stands, and whenever what had them is gone. */
function useFocus(box: RefObject<HTMLElement | null>, id: string | undefined) {
  useEffect(() => {
    const active = document.activeElement;
    const nowhere = active === null || active === document.body || active.id === 'main';
    const other = active?.closest<HTMLElement>('[data-message]')?.dataset.message;
    if (id === undefined || document.querySelector('dialog[open]')) return;
    if (!nowhere && (other === undefined || other === id)) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-message="${id}"]`);
    row?.querySelector<HTMLElement>('.intake-open')?.focus({ preventScroll: true });
    row?.scrollIntoView?.({ block: 'nearest' });
  });
}
