import { AppError } from '@opis/contracts';
import type { LiveStream } from './live-stream.ts';

/** A place for one stream: `hold` gives it what is to be ended with the server, `leave` makes room for the next. */
export type Seat = { hold(stream: LiveStream): void; leave(): void };

/** The streams of this process. */
export type OpenStreams = {
  /** Throws `live.too-many-streams`. */
  take(accountId: string): Seat;
  /** Ends all, and whatever is opened from now on. */
  endAll(): void;
};

/** An account has a few windows open; what opens more is a program gone wrong. */
const streamsOfAccount = 12;

/** No streams yet; one for the process. */
export function createOpenStreams(): OpenStreams {
  const counts = new Map<string, number>();
  const streams = new Set<LiveStream>();
  let ending = false;

  function leave(accountId: string) {
    const left = (counts.get(accountId) ?? 1) - 1;
    if (left === 0) counts.delete(accountId);
    else counts.set(accountId, left);
  }

  return {
    take: (accountId) => {
      const count = counts.get(accountId) ?? 0;
      if (count >= streamsOfAccount) throw new AppError('limit-exceeded', 'live.too-many-streams');
      counts.set(accountId, count + 1);
      let held: LiveStream | undefined;
      return {
        hold: (stream) => {
          held = stream;
          streams.add(stream);
          if (ending) stream.end();
        },
        leave: () => {
          if (held) streams.delete(held);
          leave(accountId);
        },
      };
    },
    endAll: () => {
      ending = true;
      for (const stream of streams) stream.end();
    },
  };
}
