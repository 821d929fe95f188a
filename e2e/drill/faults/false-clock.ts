import { spawnSync } from 'node:child_process';
import { globSync, renameSync, writeFileSync } from 'node:fs';

/** A clock that the server and its PostgreSQL both believe, moved while they run. */
export type FalseClock = {
  /** For whoever starts them; what they start inherits it. */
  environment: Record<string, string>;
  set(instant: Date): void;
  /** Moves it from where it stands now. */
  shift(seconds: number): void;
  now(): Date;
};

const patterns = ['/usr/lib/*/faketime/libfaketime.so.1', '/usr/lib*/faketime/libfaketime.so.1'];

/** Where libfaketime lies; installs it when it is missing, on Debian, as root. Undefined when it stays missing. */
export function findFaketime(): string | undefined {
  const [found] = globSync(patterns);
  if (found !== undefined || process.getuid?.() !== 0) return found;
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'libfaketime'], { stdio: 'ignore' });
  return globSync(patterns)[0];
}

/** What to do where it is missing. */
export const faketimeRemedy = 'libfaketime is missing; on Debian: apt-get install libfaketime';

/** Callers for a false clock. The kernel goes on with the right one: what lies in the store looks as old as it is moved. */
export const underFalseClock = { callers: 8, pauseMs: 20, scanEvery: Number.POSITIVE_INFINITY } as const;

/** A clock in `file`, right until it is moved. Everybody may read it: the database has a user of its own. */
export function openFalseClock(library: string, file: string): FalseClock {
  let offsetMs = 0;
  const move = (next: number) => {
    offsetMs = next;
    // Moved into place: who reads it meanwhile sees the old hour or the new one.
    writeFileSync(`${file}.new`, `${offsetMs < 0 ? '-' : '+'}${Math.abs(offsetMs) / 1000}\n`, {
      mode: 0o644,
    });
    renameSync(`${file}.new`, file);
  };
  move(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // Waiting goes on at its own pace, however the hour is moved.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    set: (instant) => move(instant.getTime() - Date.now()),
    shift: (seconds) => move(offsetMs + seconds * 1000),
    now: () => new Date(Date.now() + offsetMs),
  };
}
