import { parseArgs } from 'node:util';

export const parts = [
  'kills',
  'faults',
  'tamper',
  'restore',
  'processes',
  'standby',
  'own-restore',
  'mail-out',
  'mail-in',
] as const;
export type Part = (typeof parts)[number];

/** `only`: the parts to run. `fault`: of the faults, only those whose name has this in it. `keep`: the
 * folders stay, to be looked at. */
export type DrillOptions = {
  rounds: number;
  seed: number;
  only: readonly Part[];
  fault: string;
  json: string | undefined;
  keep: boolean;
};

/** What the arguments are. */
export const usage = `npm run drill -- [--rounds N] [--seed N] [--only ${parts.join(',')}] [--fault NAME] [--json FILE] [--keep]`;

/** Reads the arguments; undefined when they make no sense. */
export function readOptions(args: readonly string[]): DrillOptions | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: known });
    const [rounds, seed] = [toCount(values.rounds), toCount(values.seed)];
    const only = values.only.split(',').map(toPart);
    return { rounds, seed, only, fault: values.fault, json: values.json, keep: values.keep };
  } catch {
    return undefined;
  }
}

const known = {
  rounds: { type: 'string', default: '30' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  only: { type: 'string', default: parts.join(',') },
  fault: { type: 'string', default: '' },
  json: { type: 'string' },
  keep: { type: 'boolean', default: false },
} as const;

function toPart(text: string): Part {
  const part = parts.find((name) => name === text);
  if (part === undefined) throw new Error('no such part');
  return part;
}

function toCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error('no number');
  return Number(text);
}
