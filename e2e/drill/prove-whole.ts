import { createHash } from 'node:crypto';
import type { Told } from './acknowledge.ts';
import type { Acknowledgement, Differences } from './compare-book.ts';
import { compareBook } from './compare-book.ts';
import type { DrillReport } from './drill-report.ts';
import type { Installation } from './installation.ts';
import { readDocuments, readRegister } from './read-book.ts';

/** What a proof works with. */
export type Scene = { installation: Installation; report: DrillReport };

const claims: Readonly<Record<keyof Differences, string>> = {
  lost: 'every acknowledged number is in the book',
  altered: 'each with the hash, the content and the hour that were acknowledged',
  repeated: 'no number was given twice',
  unsteady: 'a repeated request got its number again',
  gaps: 'no number is missing, nor of a sub-register',
  unasked: 'no number stands there that nobody was told',
  backwards: 'hours and days never run backwards',
};

/** The promise of the book, after whatever was done to it: numbers, hours, files, and what `opis verify` says. */
export async function proveWhole({ installation, report }: Scene, told: Told): Promise<Differences> {
  const rows = await readRegister(installation.api);
  const differences = compareBook(told.acknowledged, rows);
  const seen = `${new Set(told.acknowledged.map((item) => item.requestId)).size} acknowledged`;
  report.check('callers were told numbers', told.acknowledged.length > 0, seen);
  report.check(
    'nobody was told anything but a number or, in Romanian, to try again',
    told.unexpected.length === 0,
    brief(told.unexpected),
  );
  for (const [name, claim] of Object.entries(claims)) {
    const wrong = differences[name as keyof Differences];
    report.check(claim, wrong.length === 0, brief(wrong));
  }
  if (told.scans.size > 0) await proveFiles({ installation, report }, told);
  await proveVerified({ installation, report });
  return differences;
}

/** `opis verify` finds nothing. */
export async function proveVerified(
  { installation, report }: Scene,
  environment: Record<string, string> = {},
) {
  const { code, output, errors } = await installation.opis(['verify'], environment);
  report.check('opis verify finds nothing wrong', code === 0, code === 0 ? '' : `${output}${errors}`);
}

/** The bytes of every scan that was told of are there, under its own number. */
export async function proveFiles({ installation, report }: Scene, told: Told) {
  const scanned = distinctRequests(told.acknowledged).filter((item) => told.scans.has(item.requestId));
  const wrong: string[] = [];
  for (const item of scanned) {
    const [document, ...others] = await readDocuments(installation.api, item);
    const sha256 = document?.bytes && createHash('sha256').update(document.bytes).digest('hex');
    const expected = told.scans.get(item.requestId);
    if (others.length > 0 || sha256 !== expected || document?.sha256 !== expected)
      wrong.push(`${item.number}/${item.year}`);
  }
  const what = 'the bytes of every acknowledged upload are there, under its own number';
  report.check(what, wrong.length === 0 && scanned.length > 0, brief(wrong) || `${scanned.length} files`);
}

const distinctRequests = (acknowledged: readonly Acknowledgement[]) => [
  ...new Map(acknowledged.map((item) => [item.requestId, item])).values(),
];

/** The first few of a list, and how many there are. */
export function brief(items: readonly string[]): string {
  if (items.length === 0) return '';
  return `${items.length}: ${items.slice(0, 3).join(' | ')}${items.length > 3 ? ' …' : ''}`;
}
