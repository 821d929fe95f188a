import { parseArgs } from 'node:util';

/** What `npm run bench` can measure alone; the rest of the report stays as it was. */
export const benchParts = [
  'registrations',
  'searches',
  'fulltext',
  'intake',
  'scans',
  'ocr',
  'mixed',
] as const;
export type BenchPart = (typeof benchParts)[number];

/** How much is measured. `pairs`: rounds of product and reference; `seconds`: length of one run. */
export type BenchOptions = {
  parts: readonly BenchPart[];
  pairs: number;
  seconds: number;
  /** Sizes of the sets in which is searched; the mixed load runs over the first. */
  entries: readonly number[];
  /** How many documents are in the set in whose texts is searched; its entries are the largest of `entries`. */
  documents: number;
  /** How many messages come in a round. */
  messages: number;
  mixedSeconds: number;
  /** Writes the report where it belongs; a quick run only prints it. */
  write: boolean;
};

export const usage = `npm run bench -- [--only registrations|searches|fulltext|intake|scans|ocr|mixed] [--mixed] [--pairs N] [--seconds N]
  [--entries N[,N…]] [--documents N] [--mixed-seconds N] [--quick]`;

const fewestPairs = 5;
const usualEntries = '100000,1000000';

/** Reads the arguments; throws with the usage when they make no sense. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      mixed: { type: 'boolean', default: false },
      pairs: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '4' },
      entries: { type: 'string' },
      documents: { type: 'string' },
      'mixed-seconds': { type: 'string', default: '600' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const pairs = quick ? 1 : toCount(values.pairs);
  if (!quick && pairs < fewestPairs)
    throw new Error(`${usage}\nfewer than ${fewestPairs} pairs prove nothing`);
  return {
    parts: toParts(values),
    pairs,
    seconds: quick ? 2 : toCount(values.seconds),
    entries: (values.entries ?? (quick ? '20000' : usualEntries)).split(',').map(toEntries),
    documents: toEntries(values.documents ?? (quick ? '20000' : '1000000')),
    messages: quick ? 40 : 300,
    mixedSeconds: quick ? 20 : toCount(values['mixed-seconds']),
    write: !quick,
  };
}

function toParts({ only, mixed }: { only?: string; mixed: boolean }): readonly BenchPart[] {
  if (only === undefined) return mixed ? benchParts : ['registrations', 'searches', 'fulltext'];
  const part = benchParts.find((one) => one === only);
  if (part === undefined) throw new Error(usage);
  return [part];
}

function toEntries(text: string): number {
  const entries = Number(text);
  if (!/^\d{4,8}$/.test(text) || entries < 3_000) throw new Error(usage);
  return entries;
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(usage);
  return Number(text);
}
