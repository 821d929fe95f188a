/** Where a reader stands: what a snapshot of the database saw, and when it was taken. */
export type LivePlace = { readonly snapshot: string; readonly takenAt: number };

/** Hints are kept an hour; who stands further back reads everything anew. */
export const keptMs = 50 * 60_000;
const aheadMs = 5 * 60_000;

/** The place as it travels: `1782714360000_795:799:795,797`. */
export function showPlace({ snapshot, takenAt }: LivePlace): string {
  return `${takenAt}_${snapshot}`;
}

/** Reads what a caller sent back; undefined for what we never said or no longer keep. */
export function readPlace(text: string | undefined, now: Date): LivePlace | undefined {
  const [, at, snapshot] = /^(\d{1,15})_(\d{1,19}:\d{1,19}:[\d,]{0,8000})$/.exec(text ?? '') ?? [];
  if (at === undefined || snapshot === undefined || !isSnapshot(snapshot)) return undefined;
  const age = now.getTime() - Number(at);
  return age > keptMs || age < -aheadMs ? undefined : { snapshot, takenAt: Number(at) };
}

const largest = 2n ** 63n;

// As PostgreSQL reads a pg_snapshot: xmin:xmax:xips, each xip within, rising. What it would refuse must not reach it.
function isSnapshot(text: string): boolean {
  const [xmin = '', xmax = '', xips = ''] = text.split(':');
  const running = xips === '' ? [] : xips.split(',');
  if (running.includes('')) return false;
  const [low, high] = [BigInt(xmin), BigInt(xmax)];
  if (low < 1n || high < low || high >= largest) return false;
  let before = low - 1n;
  for (const each of running.map(BigInt)) {
    if (each <= before || each >= high) return false;
    before = each;
  }
  return true;
}
