import type { LiveNews } from '@opis/contracts';
import type { LiveQuestion } from '../api/ask-live.ts';

/** `live`: told at once; `polling`: asked now and then, no stream gets through; `cut`: the server does not answer. */
export type LiveState = 'live' | 'polling' | 'cut';

/** What a stream tells; `lost` once it is over. */
export type StreamEars = { data(text: string): void; lost(): void };

export type LineParts = {
  /** Opens a stream of news; the answer closes it. */
  openStream(question: LiveQuestion, ears: StreamEars): () => void;
  ask(question: LiveQuestion): Promise<LiveNews>;
  onNews(news: LiveNews): void;
  onState(state: LiveState): void;
};

/** The line of one window. */
export type LiveLine = {
  /** The case file on the screen; undefined for none. */
  watch(caseFileId: string | undefined): void;
  /** A window that nobody sees keeps no stream: browsers allow few, and what it would read nobody looks at. */
  show(visible: boolean): void;
  stop(): void;
};

/** The server says every 15 seconds that it lives. */
const silenceMs = 45_000;
const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Keeps one stream of news open and goes on from its last place after every cut, so that nothing is missed; while no
 * stream gets through it asks by hand, at growing distances.
 */
export function startLiveLine(parts: LineParts): LiveLine {
  let place: string | undefined;
  let watched: string | undefined;
  let visible = true;
  let stopped = false;
  let interrupt: () => void = () => {};

  const question = (): LiveQuestion => ({ since: place, watch: watched });

  function take(news: LiveNews) {
    place = news.place;
    if (news.everything || news.changes.length > 0) parts.onNews(news);
  }

  /** Runs `begin` until it ends by itself or something else is wanted. */
  function untilInterrupted<Why>(
    begin: (end: (why: Why) => void) => () => void,
  ): Promise<Why | 'interrupted'> {
    return new Promise((resolve) => {
      let leave: () => void = () => {};
      const end = (why: Why | 'interrupted') => {
        interrupt = () => {};
        leave();
        resolve(why);
      };
      interrupt = () => end('interrupted');
      leave = begin(end);
    });
  }

  const listen = () =>
    untilInterrupted<'ended' | 'refused'>((end) => {
      let told = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const lost = () => end(told ? 'ended' : 'refused');
      const expectMore = () => {
        clearTimeout(timer);
        timer = setTimeout(lost, silenceMs);
      };
      const data = (text: string) => {
        told = true;
        expectMore();
        parts.onState('live');
        take(JSON.parse(text) as LiveNews);
      };
      const close = parts.openStream(question(), { data, lost });
      expectMore();
      return () => {
        clearTimeout(timer);
        close();
      };
    });

  const pause = (ms: number) =>
    untilInterrupted<'over'>((end) => {
      const timer = setTimeout(() => end('over'), ms);
      return () => clearTimeout(timer);
    });

  const untilWanted = () => untilInterrupted<never>(() => () => {});

  async function askByHand() {
    try {
      take(await parts.ask(question()));
      if (!stopped) parts.onState('polling');
    } catch {
      if (!stopped) parts.onState('cut');
    }
  }

  async function run() {
    let failures = 0;
    while (!stopped) {
      if (!visible) {
        await untilWanted();
        continue;
      }
      const why = await listen();
      if (why === 'interrupted') continue;
      failures = why === 'ended' ? 0 : failures + 1;
      await askByHand();
      await pause(pauseAfter(failures));
    }
  }

  void run();
  return {
    watch: (caseFileId) => {
      if (caseFileId === watched) return;
      watched = caseFileId;
      interrupt();
    },
    show: (seen) => {
      if (seen === visible) return;
      visible = seen;
      interrupt();
    },
    stop: () => {
      stopped = true;
      interrupt();
    },
  };
}

// Not all windows of an institution at the same moment after a restart.
function pauseAfter(failures: number): number {
  return Math.min(firstPauseMs * 2 ** failures, longestPauseMs) * (0.6 + Math.random() * 0.8);
}
