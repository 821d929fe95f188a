/** Keys that a person put in place of ours: by our key, theirs. */
export type OwnKeys = Readonly<Record<string, string>>;

/** Our keys that may be moved. The rest is what every program does (Enter, Esc, arrows) or what the browser needs. */
export const movableKeys: readonly string[] = [
  'F2',
  'F4',
  'F8',
  'F9',
  'Insert',
  ...'abcdefghijklmnopqrstuvwxyz',
];

/** Which of our keys was meant by the one that was pressed; empty when that one was moved elsewhere. */
export function meantKey(pressed: string, own: OwnKeys): string {
  const [moved] = Object.entries(own).find(([, theirs]) => theirs === pressed) ?? [];
  if (moved !== undefined) return moved;
  return own[pressed] === undefined ? pressed : '';
}

/** The key to press, and to show, for one of ours. */
export const ownKeyOf = (key: string, own: OwnKeys): string => own[key] ?? key;

/** Why a key cannot be chosen: it acts somewhere else already, or it is none that may act. */
export type KeyRefusal = 'taken' | 'reserved';

/** Moves one of our keys; the key's own place gives it back. `used`: every key of ours that acts. */
export function moveKey(
  own: OwnKeys,
  { key, to, used }: { key: string; to: string; used: readonly string[] },
): OwnKeys | KeyRefusal {
  const { [key]: _before, ...others } = own;
  if (to === key) return others;
  if (!movableKeys.includes(to)) return 'reserved';
  const taken = used.filter((each) => each !== key).map((each) => ownKeyOf(each, others));
  return taken.includes(to) ? 'taken' : { ...others, [key]: to };
}
