import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { askLive, type LiveQuestion, liveAddress } from '../api/ask-live.ts';
import { createNewsApplier } from './apply-news.ts';
import { type LiveLine, type LiveState, type StreamEars, startLiveLine } from './live-line.ts';

/** How the window hears of what others do, and since when; null while it does not know yet. */
type Known = { state: LiveState; since: Date } | null;

let known: Known = null;
const listeners = new Set<() => void>();

function put(state: LiveState) {
  if (known?.state === state) return;
  known = { state, since: new Date() };
  for (const listener of listeners) listener();
}

export function useLiveState(): Known {
  return useSyncExternalStore(subscribe, () => known);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What others change appears without reloading, in the whole window; called once, behind the sign-in. */
export function useLive() {
  const queries = useQueryClient();
  const { pathname } = useLocation();
  const line = useRef<LiveLine>(null);
  useEffect(() => {
    if (!('EventSource' in window)) return;
    const applier = createNewsApplier(queries);
    const started = startLiveLine({
      openStream: openEventSource,
      ask: askLive,
      onNews: applier.take,
      onState: put,
    });
    line.current = started;
    const see = () => started.show(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', see);
    see();
    return () => {
      document.removeEventListener('visibilitychange', see);
      line.current = null;
      started.stop();
      applier.stop();
    };
  }, [queries]);
  const watched = /^\/lucrari\/([0-9a-f-]{36})\/?$/.exec(pathname)?.[1];
  useEffect(() => line.current?.watch(watched), [watched]);
}

function openEventSource(question: LiveQuestion, ears: StreamEars): () => void {
  const source = new EventSource(liveAddress(question));
  source.onmessage = ({ data }) => ears.data(String(data));
  source.onerror = ears.lost;
  return () => source.close();
}
