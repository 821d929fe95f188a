import { TriageDecision, type TriageItem } from '@opis/contracts';
import { Button, buttonClass, Kbd, StatePanel, Tag } from '@opis/ui';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { listTriage } from '../../api/petitions.ts';
import { showDate, showInstant } from '../../parts/dates.ts';
import { getPreferences } from '../../parts/preferences.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { isTypingPlace } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { petitionKeys } from './petition-keys.ts';
import './petitions.css';
import { TriageDialog } from './triage-dialog.tsx';

/** What came in and nobody has recognised yet: arrows choose, a digit says what it is. */
export function TriageListPage() {
  const t = useText();
  usePageTitle(t('triage.title'));
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: petitionKeys.triage,
    queryFn: ({ pageParam, signal }) => listTriage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{t('triage.title')}</h1>
        <div className="page-acts">
          <Link className={buttonClass({})} to="/autoritati">
            {t('bodies.title')}
          </Link>
          <Link className={buttonClass({})} to="/petitii/raport">
            {t('petition-report.link')}
          </Link>
        </div>
      </div>
      <p className="triage-lead second">{t('triage.lead')}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {isPending && <p role="status">{t('triage.loading')}</p>}
      {data && items.length === 0 && (
        <StatePanel title={t('triage.empty-title')}>
          <p>{t('triage.empty-body')}</p>
        </StatePanel>
      )}
      {items.length > 0 && <TriageList items={items} />}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('triage.more')}</Button>}
    </>
  );
}

type Meant = { item: TriageItem; decision: TriageDecision };

function TriageList({ items }: { items: readonly TriageItem[] }) {
  const t = useText();
  const queries = useQueryClient();
  const box = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const [meant, setMeant] = useState<Meant>();
  const current = items[Math.min(at, items.length - 1)];
  const focusCurrent = () => box.current?.querySelector<HTMLElement>('.number[tabindex="0"]')?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row that took the place of one that left has the focus
  useEffect(() => {
    if (!meant && (document.activeElement === document.body || box.current?.contains(document.activeElement)))
      focusCurrent();
  }, [current?.id, meant]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTypingPlace(event.target) || event.target instanceof HTMLButtonElement || !current) return;
    const act = actOf(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const actOf = (key: string): (() => void) | undefined => {
    const letters = getPreferences().letterKeys;
    const last = items.length - 1;
    if (key === 'ArrowDown' || (letters && key === 'j')) return () => setAt(Math.min(at + 1, last));
    if (key === 'ArrowUp' || (letters && key === 'k')) return () => setAt(Math.max(at - 1, 0));
    if (key === 'Home') return () => setAt(0);
    if (key === 'End') return () => setAt(last);
    const decision = TriageDecision.options[Number(key) - 1];
    return decision && current ? () => setMeant({ item: current, decision }) : undefined;
  };
  return (
    <>
      <p className="second">
        {t('triage.count', { count: items.length })} · {t('triage.keys')}
      </p>
      <ul className="triage-list" aria-label={t('triage.list')} ref={box} onKeyDown={onKeyDown}>
        {items.map((item, index) => (
          <TriageRow
            key={item.id}
            item={item}
            current={item === current}
            onFocus={() => setAt(index)}
            onDecide={(decision) => setMeant({ item, decision })}
          />
        ))}
      </ul>
      {meant && (
        <TriageDialog
          file={meant.item}
          decision={meant.decision}
          onDone={() => {
            setMeant(undefined);
            void queries.invalidateQueries({ queryKey: petitionKeys.triage });
            void queries.invalidateQueries({ queryKey: ['case-files'] });
          }}
          onClose={() => setMeant(undefined)}
        />
      )}
    </>
  );
}

type TriageRowProps = {
  item: TriageItem;
  current: boolean;
  onFocus: () => void;
  onDecide: (decision: TriageDecision) => void;
};

function TriageRow({ item, current, onFocus, onDecide }: TriageRowProps) {
  const t = useText();
  return (
    <li className="triage-row" data-current={current || undefined}>
      <div className="triage-paper">
        <p className="triage-head">
          <Link
            className="number"
            to="/lucrari/$id"
            params={{ id: item.id }}
            tabIndex={current ? 0 : -1}
            onFocus={onFocus}
          >
            {item.registrationNumber}
          </Link>
          <span className="second">{showInstant(item.registeredAt)}</span>
          {item.anonymous && <Tag tone="warn">{t('triage.anonymous')}</Tag>}
        </p>
        <p className="triage-subject">{item.subject}</p>
        <p className="second">
          {item.issuer}
          {item.unit && ` · ${item.unit}`} · {t('triage.now', { procedure: item.procedure.name })}
          {item.dueOn && ` · ${showDate(item.dueOn)}`}
        </p>
      </div>
      <div className="triage-acts">
        {TriageDecision.options.map((decision, index) => (
          <Button key={decision} size="small" onClick={() => onDecide(decision)}>
            <Kbd>{String(index + 1)}</Kbd> {t(`triage.decision.${decision}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}
