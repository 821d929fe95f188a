import type { EntryDetail } from '@opis/contracts';
import { buttonClass, Icon, IconButton, NumberFrame, Tag } from '@opis/ui';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { EntryKey } from '../../api/entry-address.ts';
import { showInstant } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { ActDialog } from './act-dialog.tsx';
import { EntryActions } from './entry-actions.tsx';
import { EntryDocuments } from './entry-documents.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { EntryHistory } from './entry-history.tsx';
import './entry.css';
import type { EntryAct, EntrySearch } from './entry-search.ts';
import { useEntry } from './use-entry.ts';

/** One entry beside its book: everything about it, and exactly what the server lets this person do to it. */
export function EntryPanel() {
  const t = useText();
  const { code, year, number } = useParams({ from: '/registre/$code/$year/$number' });
  const key = { register: code, year: Number(year), number: Number(number) };
  const { data, error, refetch, isPending } = useEntry(key);
  const slow = useSlow(isPending);
  const navigate = useNavigate();
  const panel = useRef<HTMLElement>(null);
  const close = () =>
    void navigate({
      to: '/registre/$code',
      params: { code },
      search: ({ act: _act, ...filters }) => filters,
    });
  useKeys({ Escape: close });
  usePageTitle(data ? data.registrationNumber : `${number}/${year}`);
  useEffect(() => {
    if (number) panel.current?.focus({ preventScroll: true });
  }, [number]);
  return (
    <article
      className="entry"
      ref={panel}
      tabIndex={-1}
      aria-label={t('entry.label', { number: `${number}/${year}` })}
    >
      {data ? (
        <Entry entryKey={key} entry={data} onClose={close} />
      ) : (
        <div className="entry-head">
          <span className="grow" />
          <IconButton icon="close" label={t('entry.back')} onClick={close} />
        </div>
      )}
      {error && !data && (
        <FailureState
          error={error}
          onRetry={() => void refetch()}
          back={
            <Link className={buttonClass({})} to="/registre/$code" params={{ code }}>
              {t('entry.back')}
            </Link>
          }
        />
      )}
      {slow && !data && <Bars />}
    </article>
  );
}

function Entry({
  entryKey,
  entry,
  onClose,
}: {
  entryKey: EntryKey;
  entry: EntryDetail;
  onClose: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const { act } = useSearch({ from: '/registre/$code/$year/$number' });
  const open = (next: EntryAct | undefined) =>
    void navigate({
      from: '/registre/$code/$year/$number',
      to: '.',
      search: (filters: EntrySearch) => ({ ...filters, act: next }),
      replace: true,
    });
  const annulled = entry.annulment !== null;
  return (
    <>
      <header className="entry-head">
        <NumberFrame text={entry.registrationNumber} annulled={annulled} />
        <IconButton
          icon="copy"
          label={t('counter.done.copy-number', { number: entry.registrationNumber })}
          onClick={() => void navigator.clipboard?.writeText(entry.registrationNumber)}
        />
        {annulled && (
          <Tag tone="late" icon="annulled">
            {t('book.annulled')}
          </Tag>
        )}
        {entry.corrected && (
          <Tag tone="warn" icon="corrected">
            {t('book.corrected')}
          </Tag>
        )}
        <span className="grow" />
        <IconButton icon="close" label={t('entry.back')} onClick={onClose} />
      </header>
      <div className="entry-body">
        <h2 className={annulled ? 'entry-title is-annulled' : 'entry-title'}>{entry.subject}</h2>
        {entry.annulment && (
          <p className="entry-annulment">
            <Icon name="annulled" />
            <span>
              {t('entry.annulled-by', { by: entry.annulment.by, at: showInstant(entry.annulment.at) })}:{' '}
              <b className="strong">{entry.annulment.reason}</b>
            </span>
          </p>
        )}
        <EntryActions entryKey={entryKey} entry={entry} onAct={open} />
        <EntryFacts entry={entry} />
        <EntryDocuments entryKey={entryKey} entry={entry} />
        <EntryHistory entry={entry} />
      </div>
      {act && entry.actions.includes(act) && (
        <ActDialog key={act} act={act} entryKey={entryKey} entry={entry} onClose={() => open(undefined)} />
      )}
    </>
  );
}

function Bars() {
  return (
    <div className="entry-body" aria-hidden="true">
      {['is-wide', 'is-mid', 'is-full', 'is-short', 'is-wide', 'is-mid'].map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <span className={`skeleton ${width}`} key={line} />
      ))}
    </div>
  );
}
