import type { SearchResponse } from '@opis/contracts';
import { Icon, IconButton, Kbd } from '@opis/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useRegisters } from '../../parts/reference-lists.ts';
import { type Screens, useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useSlow } from '../../parts/use-slow.ts';
import { keptText, mayStandInAddress } from './kept-text.ts';
import { type PaletteItem, usePaletteGroups } from './palette-items.tsx';
import { PaletteList } from './palette-list.tsx';
import { keepRecent, listRecent } from './recent.ts';
import './search.css';
import { spellingsIn } from './spellings.ts';
import { usePaletteSearch, useRested } from './use-search.ts';

type PaletteProps = { screens: Screens; onClose: () => void; onKeys: () => void };

/** Ctrl+K: one box for numbers, names, words and acts. The focus stays in it; arrows choose, Enter opens. */
export function Palette({ screens, onClose, onKeys }: PaletteProps) {
  const t = useText();
  const { accountId } = useSession();
  const [text, setText] = useState('');
  // By name, not by place: an answer that comes meanwhile must not put another row under the hand.
  const [chosen, setChosen] = useState<string | undefined>();
  const [waiting, setWaiting] = useState<{ newTab: boolean } | undefined>();
  const dialog = useShownDialog();
  const list = useId();
  const rested = useRested(text);
  const search = usePaletteSearch(rested);
  const { data: registers } = useRegisters();
  const answered = text.trim() === '' || (rested === text && !search.isFetching);
  const found = text.trim() === '' ? undefined : search.data;
  const groups = usePaletteGroups({
    text,
    found,
    screens,
    registers: registers?.items ?? [],
    recent: listRecent(accountId),
  });
  const items = groups.flatMap((group) => group.items);
  const active = Math.max(
    0,
    items.findIndex(({ id }) => id === chosen),
  );
  const open = useOpen({ text, accountId, onClose, onKeys });
  const slow = useSlow(!answered);

  // Enter before the answer means what the answer brings first: a hand that knows the number does not wait.
  useEffect(() => {
    const first = items[active];
    if (!waiting || !answered || !first) return;
    setWaiting(undefined);
    open(first, waiting.newTab);
  });

  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen(items[(active + step + items.length) % Math.max(items.length, 1)]?.id);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const newTab = event.ctrlKey || event.metaKey;
    const item = items[active];
    if (item && (answered || chosen !== undefined)) open(item, newTab);
    else setWaiting({ newTab });
  };
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} className="palette" aria-label={t('find.title')} onCancel={cancel}>
      <div className="palette-head">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          autoFocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-label={t('find.title')}
          aria-autocomplete="list"
          aria-expanded={items.length > 0}
          aria-controls={list}
          aria-activedescendant={items.length > 0 ? `${list}-${active}` : undefined}
          placeholder={t('find.placeholder')}
          maxLength={300}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(undefined);
            setWaiting(undefined);
          }}
          onKeyDown={press}
        />
        <span className="palette-covers">
          {text.trim() !== '' && t('find.covers', { spellings: spellingsIn(found, text) })}
        </span>
        <span className="palette-close">
          <IconButton icon="close" label={t('close')} onClick={onClose} />
        </span>
      </div>
      <PaletteList
        id={list}
        groups={groups}
        active={active}
        onTake={(item) => open(item, false)}
        onPoint={(item) => setChosen(item.id)}
      />
      <PaletteState
        text={text}
        error={answered ? search.error : null}
        found={answered ? found : undefined}
        slow={slow}
      />
      <PaletteFoot />
    </dialog>
  );
}

type PaletteStateProps = {
  text: string;
  error: Error | null;
  found: SearchResponse | undefined;
  slow: boolean;
};

/** Seen where there is something to say; what was found says itself, and its number is for readers alone. */
function PaletteState({ text, error, found, slow }: PaletteStateProps) {
  const t = useText();
  const say = useFailureText();
  const nothing = found && found.entries.count + found.history.count === 0 && found.parties.length === 0;
  const quiet = !error && !slow && !nothing;
  return (
    <p className={quiet ? 'visually-hidden' : 'palette-state'} role="status">
      {error && say(error)}
      {!error && slow && t('find.typing')}
      {!error && !slow && nothing && t('find.none', { text: text.trim() })}
      {quiet && found && t('search.count', { count: found.entries.count })}
    </p>
  );
}

function useShownDialog() {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector('input')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return ref;
}

/** Goes where a row leads, or does what it says. */
function useOpen(given: { text: string; accountId: string; onClose: () => void; onKeys: () => void }) {
  const router = useRouter();
  const queries = useQueryClient();
  return (item: PaletteItem, newTab: boolean) => {
    given.onClose();
    if ('act' in item) {
      if ('run' in item.act) item.act.run({ queries, openKeys: given.onKeys });
      return;
    }
    const href = item.id === 'everywhere' ? searchHref(given.text) : item.href;
    if (item.recent)
      keepRecent(given.accountId, { href, label: item.name.split(',')[0] ?? '', kind: item.recent });
    if (newTab) window.open(href, '_blank', 'noopener');
    else router.history.push(href);
  };
}

function searchHref(text: string): string {
  keptText.put(text);
  return mayStandInAddress(text) ? `/cautare?${new URLSearchParams({ q: text.trim() })}` : '/cautare';
}

function PaletteFoot() {
  const t = useText();
  const keys = [
    { keys: ['↑', '↓'], does: t('find.key-choose') },
    { keys: ['Enter'], does: t('find.key-open') },
    { keys: ['Ctrl Enter'], does: t('find.key-tab') },
    { keys: ['Esc'], does: t('find.key-close') },
  ];
  return (
    <div className="palette-foot" aria-hidden="true">
      {keys.map(({ keys: names, does }) => (
        <span key={does}>
          {names.map((name) => (
            <Kbd key={name}>{name}</Kbd>
          ))}
          {does}
        </span>
      ))}
    </div>
  );
}
