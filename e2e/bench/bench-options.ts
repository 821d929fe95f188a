import { parseArgs } from 'node:util';

/** How much is measured. `pairs`: rounds of product and reference; `seconds`: length of one run. */
export type BenchOptions = {
  pairs: number;
  seconds: number;
  /** Writes the report where it belongs; a quick run only prints it. */
  write: boolean;
};

export const usage = 'npm run bench -- [--pairs N] [--seconds N] [--quick]';

const fewestPairs = 5;

/** Reads the arguments; throws with the usage when they make no sense. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '4' },
      quick: { type: 'boolean', default: false },
    },
  });
  if (values.quick) return { pairs: 1, seconds: 2, write: false };
  const pairs = toCount(values.pairs);
  if (pairs < fewestPairs) throw new Error(`${usage}\nfewer than ${fewestPairs} pairs prove nothing`);
  return { pairs, seconds: toCount(values.seconds), write: true };
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Error(usage);
  return Number(text);
}
