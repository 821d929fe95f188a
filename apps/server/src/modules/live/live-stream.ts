import type { LiveNews, LiveNotice } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import type { LiveFound, LiveHub } from './live-hub.ts';
import { type Gathered, gather, toNews } from './live-news.ts';
import type { LivePlace } from './live-place.ts';
import type { LiveSight } from './live-sight.ts';

/** The line to one page: `send` waits until the page takes it; `close` ends it. */
export type LiveLine = { send(news: LiveNews): Promise<void>; close(): void };

/** What was missed since the place that a page named, and where that reading stands. */
export type Missed = { place: LivePlace; gathered: Gathered; everything: boolean };

export type StreamDeps = {
  hub: LiveHub;
  catchUp: (sight: LiveSight) => Promise<Missed>;
  /** The caller as they stand now; null when their session ended. */
  recall: () => Promise<Actor | null>;
  lookAround: (actor: Actor) => Promise<LiveSight>;
  /** Told of a look at the caller that failed; the next beat looks again. */
  onFailure: (error: unknown) => void;
};

/** A stream under way: `beat` says that it lives and looks whether its caller still may; `end` closes it. */
export type LiveStream = { beat(): Promise<void>; end(): void };

/** Opens a stream of news on a line, beginning with what was missed. */
export async function openStream(deps: StreamDeps, line: LiveLine, first: LiveSight): Promise<LiveStream> {
  let sight = first;
  let place: LivePlace | undefined;
  let waiting = new Map<string, LiveNotice>();
  let everything = false;
  let sending = false;
  let ended = false;

  // Listens before it reads what was missed: what is committed in between comes by one way or by both.
  const leave = await deps.hub.join((found: LiveFound) => {
    const gathered = gather(sight, found);
    for (const [key, notice] of gathered) waiting.set(key, notice);
    if (place === undefined) return;
    place = found.place;
    const mayBeOthers = found.newDay || [...gathered.values()].some(({ topic }) => topic === 'substitutions');
    if (mayBeOthers) void beat().catch(deps.onFailure);
    else if (waiting.size > 0) void pump();
  });

  // A page that takes nothing has one list before it, each notice once: nothing piles up.
  async function pump({ always = false } = {}) {
    if (sending || ended || place === undefined) return;
    sending = true;
    for (let due = always; !ended && (due || everything || waiting.size > 0); due = false) {
      const news = toNews(place, waiting, everything);
      waiting = new Map();
      everything = false;
      await line.send(news).catch(end);
    }
    sending = false;
  }

  function end() {
    if (ended) return;
    ended = true;
    leave();
    line.close();
  }

  async function beat() {
    const actor = ended ? null : await deps.recall();
    if (actor === null) return end();
    const now = await deps.lookAround(actor);
    if (now.mark !== sight.mark) waiting.set('rights', { topic: 'rights' });
    sight = now;
    await pump({ always: true });
  }

  try {
    const missed = await deps.catchUp(sight);
    for (const [key, notice] of missed.gathered) waiting.set(key, notice);
    everything = missed.everything;
    place = missed.place;
    await pump({ always: true });
  } catch (error) {
    end();
    throw error;
  }
  return { beat, end };
}
