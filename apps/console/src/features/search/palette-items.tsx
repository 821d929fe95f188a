import type {
  FoundEntry,
  FoundHistory,
  PartySuggestion,
  Register,
  SearchReason,
  SearchResponse,
} from '@opis/contracts';
import { Icon, type IconName, Kbd, Tag } from '@opis/ui';
import type { ReactNode } from 'react';
import { startsWords } from '../../parts/fold-text.ts';
import { partyLine } from '../../parts/party-line.ts';
import type { Screens } from '../../parts/session.tsx';
import { type MessageId, type TextValues, useText } from '../../parts/text.tsx';
import { historyHref } from './found-history.tsx';
import { FoundText, TypedText } from './found-text.tsx';
import { type PaletteAct, paletteActs } from './palette-acts.ts';
import type { Recent } from './recent.ts';

/** A row of the palette: somewhere to go, or something to do. */
export type PaletteItem = {
  id: string;
  icon: IconName;
  draw: ReactNode;
  aside?: ReactNode;
  /** What it is kept by when it was opened. */
  name: string;
} & ({ href: string; recent?: Recent['kind'] } | { act: PaletteAct });

export type PaletteGroup = { title: MessageId; items: readonly PaletteItem[] };

type Say = (id: MessageId, values?: TextValues) => string;

type Opened = Pick<FoundEntry, 'register' | 'year' | 'number' | 'caseFile'>;

/** Its case file, for who may read it; the row of the book for everybody else. */
export const entryHref = ({ register, year, number, caseFile }: Opened) =>
  caseFile === null ? `/registre/${register}/${year}/${number}` : `/lucrari/${caseFile}`;

/** What the palette shows for a text; with none, what was opened lately and what can be done. */
export function usePaletteGroups(given: {
  text: string;
  found: SearchResponse | undefined;
  screens: Screens;
  registers: readonly Register[];
  recent: readonly Recent[];
}): PaletteGroup[] {
  const t = useText();
  const { text, found, screens, registers, recent } = given;
  const acts = paletteActs
    .filter((act) => act.exists(screens))
    .filter((act) => text.trim() === '' || startsWords(`${t(act.name)} ${act.also}`, text))
    .map((act) => toActItem(act, text, t));
  const groups: PaletteGroup[] =
    text.trim() === ''
      ? [
          { title: 'find.group.recent', items: recent.map(toRecentItem) },
          { title: 'find.group.acts', items: acts },
        ]
      : [
          {
            title: 'find.group.works',
            items: [
              ...(found?.entries.items ?? []).map((entry) => toEntryItem(entry, t)),
              ...(found?.history.items ?? []).map((row) => toHistoryItem(row, t)),
            ],
          },
          {
            title: 'find.group.parties',
            items: (found?.parties ?? []).slice(0, 3).map((party) => toPartyItem(party, text, t)),
          },
          {
            title: 'find.group.places',
            items: registers
              .filter(({ name }) => startsWords(name, text))
              .map((one) => toRegisterItem(one, text, t)),
          },
          { title: 'find.group.acts', items: [...acts, toEverywhereItem(text, found, t)] },
        ];
  return groups.filter(({ items }) => items.length > 0);
}

function toEntryItem(entry: FoundEntry, t: Say): PaletteItem {
  const issuer = entry.why.find(({ field }) => field === 'issuer');
  const subject = entry.why.find(({ field }) => field === 'subject');
  const other = entry.why.find(
    ({ field }) => !['issuer', 'subject', 'number', 'party', 'similarName'].includes(field),
  );
  return {
    id: entryHref(entry),
    href: entryHref(entry),
    recent: 'entry',
    icon: 'file',
    name: `${entry.registrationNumber}, ${entry.issuer}, ${entry.subject}`,
    draw: (
      <>
        <span className="palette-number">{entry.registrationNumber}</span>
        <span className="palette-words">
          {issuer ? <FoundText {...issuer} /> : entry.issuer}
          {', '}
          {other ? (
            <>
              {other.document
                ? `${other.document.name}, ${t('search.found-page', { page: String(other.document.page) })}`
                : t(`search.why.${other.field}`)}
              : <FoundText {...startAtMark(other)} />
            </>
          ) : subject ? (
            <FoundText {...subject} />
          ) : (
            entry.subject
          )}
        </span>
      </>
    ),
    aside:
      entry.status === 'annulled' ? (
        <Tag tone="late" icon="annulled">
          {t('book.annulled')}
        </Tag>
      ) : (
        entry.unit && <span className="meta">{entry.unit.shortName}</span>
      ),
  };
}

const shownBefore = 24;

/** One line has no room for what stands before the words. */
function startAtMark({ text, marks }: SearchReason): Pick<SearchReason, 'text' | 'marks'> {
  const first = marks[0]?.[0] ?? 0;
  const from = first <= shownBefore ? 0 : text.indexOf(' ', first - shownBefore) + 1;
  if (from === 0 || from > first) return { text, marks };
  return {
    text: `…${text.slice(from)}`,
    marks: marks.map(([start, end]) => [start - from + 1, end - from + 1]),
  };
}

function toHistoryItem(row: FoundHistory, t: Say): PaletteItem {
  return {
    id: historyHref(row),
    href: historyHref(row),
    icon: 'history',
    name: `${row.registrationNumber}, ${row.issuer}, ${row.subject}`,
    draw: (
      <>
        <span className="palette-number">{row.registrationNumber}</span>
        <span className="palette-words">
          {row.issuer}, {row.subject}
        </span>
      </>
    ),
    aside: <Tag>{t('search.history-row')}</Tag>,
  };
}

function toPartyItem(party: PartySuggestion, text: string, t: Say): PaletteItem {
  const line = partyLine(party);
  return {
    id: party.id,
    href: `/persoane/${party.id}`,
    icon: party.kind,
    name: `${party.name}, ${line}`,
    draw: (
      <span className="palette-words">
        <TypedText text={party.name} typed={text} />
        {line && <span className="second"> · {line}</span>}
      </span>
    ),
    aside: <span className="meta">{t('counter.sender-works', { count: party.entryCount })}</span>,
  };
}

function toRegisterItem({ code, name, confidential }: Register, text: string, t: Say): PaletteItem {
  return {
    id: `register-${code}`,
    href: `/registre/${code}`,
    icon: confidential ? 'confidential' : 'book',
    name,
    draw: (
      <span className="palette-words">
        <TypedText text={name} typed={text} />
      </span>
    ),
    aside: <span className="meta">{t('find.register')}</span>,
  };
}

function toActItem(act: PaletteAct, text: string, t: Say): PaletteItem {
  const row = {
    id: act.name,
    icon: act.icon,
    name: t(act.name),
    draw: (
      <span className="palette-words">
        <TypedText text={t(act.name)} typed={text} />
      </span>
    ),
    aside: act.keys && (
      <span className="palette-keys">
        {act.keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    ),
  };
  return 'href' in act ? { ...row, href: act.href } : { ...row, act };
}

function toEverywhereItem(text: string, found: SearchResponse | undefined, t: Say): PaletteItem {
  const { count = 0, capped = false } = found?.entries ?? {};
  // Quotes of its own would stand in the quotes of the sentence.
  const name = t('find.everywhere', { text: text.replace(/[„“”"«»]/g, '').trim() });
  return {
    id: 'everywhere',
    href: '/cautare',
    icon: 'search',
    name,
    draw: <span className="palette-words">{name}</span>,
    aside: count > 0 && (
      <span className="meta">
        {capped ? t('find.capped', { count: String(count) }) : t('search.count', { count })}
      </span>
    ),
  };
}

function toRecentItem({ href, label, kind }: Recent): PaletteItem {
  return {
    id: `recent-${href}`,
    href,
    recent: kind,
    icon: kind === 'entry' ? 'history' : 'book',
    name: label,
    draw: <span className={kind === 'entry' ? 'palette-number' : 'palette-words'}>{label}</span>,
  };
}

/** One row, for the eye. */
export function PaletteRow({ item }: { item: PaletteItem }) {
  return (
    <>
      <Icon name={item.icon} />
      {item.draw}
      <span className="palette-aside">{item.aside}</span>
    </>
  );
}
