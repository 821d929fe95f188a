import type { LiveNews, LiveNotice } from '@opis/contracts';
import type { LeftChange } from './live-changes.ts';
import type { MovedRegister } from './live-hub.ts';
import { type LivePlace, showPlace } from './live-place.ts';
import { type LiveSight, noticeOf } from './live-sight.ts';

/** More than this at once is no longer a list of what changed. */
const mostNotices = 100;

/** What waits to be told to one caller: each notice once, however often it happened. */
export type Gathered = ReadonlyMap<string, LiveNotice>;

/** The notices of these changes and movements that the caller may be given. */
export function gather(
  sight: LiveSight,
  { changes, moved }: { changes: readonly LeftChange[]; moved: readonly MovedRegister[] },
): Gathered {
  const notices = changes.flatMap((change) => noticeOf(sight, change) ?? []);
  for (const { registerId, units } of moved) {
    const register = sight.registers.get(registerId);
    if (register === undefined) continue;
    notices.push({ topic: 'entries', register });
    // Nothing of a confidential register lies with a unit.
    const reached = !sight.sealed.has(registerId) && units.some((unit) => sight.principals.has(unit));
    if (reached) notices.push({ topic: 'case-files', id: null });
  }
  return new Map(notices.map((notice) => [JSON.stringify(notice), notice]));
}

/** What a caller is told who was away: each register that they may know of may have moved, and any queue. */
export function gatherSince(sight: LiveSight, changes: readonly LeftChange[]): Gathered {
  const moved = [...sight.registers.keys()].map((registerId) => ({ registerId, units: [] }));
  const anyQueue: LiveNotice = { topic: 'case-files', id: null };
  return new Map([...gather(sight, { changes, moved }), [JSON.stringify(anyQueue), anyQueue]]);
}

/** The answer itself. */
export function toNews(place: LivePlace, gathered: Gathered, everything: boolean): LiveNews {
  const tooMany = gathered.size > mostNotices;
  return {
    place: showPlace(place),
    everything: everything || tooMany,
    changes: everything || tooMany ? [] : [...gathered.values()],
  };
}
