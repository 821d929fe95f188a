import { parseArgs } from 'node:util';

export const parts = ['kills', 'faults', 'tamper'] as const;
export type Part = (typeof parts)[number];

/** `only`: the parts to run. `fault`: of the faults, only those whose name has this in it. */
export type DrillOptions = {
  rounds: number;
  seed: number;
  only: readonly Part[];
  fault: string;
  json: string | undefined;
  keep: boolean;
};

export const usage = `npm run drill -- [--rounds N] [--seed N] [--only kills,faults,tamper] [--fault NAME] [--json FILE] [--keep]`;

/** Reads the arguments; throws with the usage when they make no sense. */
export function readOptions(args: readonly string[]): DrillOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '30' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string', default: parts.join(',') },
      fault: { type: 'string', default: '' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',').map(toPart);
  return {
    rounds: toCount(values.rounds),
    seed: toCount(values.seed),
    only,
    fault: values.fault,
    json: values.json,
    keep: values.keep,
  };
}

function toPart(text: string): Part {
  const part = parts.find((name) => name === text);
  if (part === undefined) throw new Error(usage);
  return part;
}

function toCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(usage);
  return Number(text);
}
