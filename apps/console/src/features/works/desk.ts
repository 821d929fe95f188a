import { useSyncExternalStore } from 'react';
import { useSession } from '../../parts/session.tsx';

/** A work that lies open on the desk: a tab in the top bar. `name` is whose it is, or what it is about. */
export type OpenWork = { id: string; number: string; name: string };
/** A note that was typed and not added; `at` is ISO. */
export type NoteDraft = { text: string; at: string };
type Desk = { works: readonly OpenWork[]; notes: Readonly<Record<string, NoteDraft>> };

// Lies where the counter's draft lies: it outlives a reload and goes at sign-out.
const prefix = 'opis.draft.desk.';
const mostWorks = 12;
const empty: Desk = { works: [], notes: {} };

const desks = new Map<string, Desk>();
const listeners = new Set<() => void>();

/** What lies open for this account in this tab of the browser. */
export function useDesk() {
  const { accountId } = useSession();
  const desk = useSyncExternalStore(subscribe, () => readDesk(accountId));
  const change = (update: (desk: Desk) => Desk) => writeDesk(accountId, update(readDesk(accountId)));
  return {
    works: desk.works,
    noteOf: (id: string): NoteDraft | undefined => desk.notes[id],
    open: (work: OpenWork) => change((now) => withWork(now, work)),
    close: (id: string) => change((now) => ({ ...now, works: now.works.filter((work) => work.id !== id) })),
    keepNote: (id: string, text: string) => change((now) => withNote(now, { id, text })),
  };
}

/** A work already open keeps its place; one too many takes the place of the oldest without a draft. */
export function withWork(desk: Desk, work: OpenWork): Desk {
  const known = desk.works.find((one) => one.id === work.id);
  if (known) {
    if (known.number === work.number && known.name === work.name) return desk;
    return { ...desk, works: desk.works.map((one) => (one === known ? work : one)) };
  }
  const spare = desk.works.find((one) => desk.notes[one.id] === undefined);
  const kept = desk.works.length < mostWorks ? desk.works : desk.works.filter((one) => one !== spare);
  return { ...desk, works: [...kept, work] };
}

function withNote(desk: Desk, { id, text }: { id: string; text: string }): Desk {
  const { [id]: _before, ...others } = desk.notes;
  const note = { text, at: new Date().toISOString() };
  return { ...desk, notes: text.trim() === '' ? others : { ...others, [id]: note } };
}

function readDesk(accountId: string): Desk {
  const text = sessionStorage.getItem(prefix + accountId);
  if (text === null) {
    desks.delete(accountId);
    return empty;
  }
  const known = desks.get(accountId) ?? { ...empty, ...parse(text) };
  desks.set(accountId, known);
  return known;
}

function writeDesk(accountId: string, desk: Desk) {
  desks.set(accountId, desk);
  sessionStorage.setItem(prefix + accountId, JSON.stringify(desk));
  for (const listener of listeners) listener();
}

function parse(text: string): Partial<Desk> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
