// npm run bench: the budgets of the design, measured on the built product beside bare PostgreSQL.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Closing, createClosing } from '../../apps/server/src/platform/closing.ts';
import { buildProduct } from '../support/built-product.ts';
import { type BenchOptions, type BenchPart, readOptions } from './bench-options.ts';
import { type BenchSite, openBenchSite } from './bench-site.ts';
import { type BigSite, openBigSite } from './big-set/open-big-site.ts';
import { describeMachine } from './describe-machine.ts';
import { runFileStoreRound } from './measure/file-store.ts';
import { type FulltextFigures, measureFulltext } from './measure/fulltext.ts';
import { type IntakeFigures, measureIntake } from './measure/intake.ts';
import { type MixedFigures, measureMixedLoad } from './measure/mixed-load.ts';
import { measureOcr, type OcrFigures } from './measure/ocr.ts';
import {
  openProductRegister,
  type ProductRegister,
  runRegistrationRound,
  runSlowFlushRound,
} from './measure/registration-rounds.ts';
import { measureScans, type ScanFigures } from './measure/scans.ts';
import { measureSearches, type SearchFigures } from './measure/searches.ts';
import { measureIdle, measureUnderUploads } from './measure/server-memory.ts';
import { withSlowFlush } from './measure/slow-flush.ts';
import { measureStarts } from './measure/start-times.ts';
import { findPgbench } from './reference/find-pgbench.ts';
import type { Figures, Proof } from './report/figures.ts';
import { renderReport } from './report/render-report.ts';
import { readFigures, writeReport } from './report/write-report.ts';

const root = join(import.meta.dirname, '..', '..');
const say = (line: string) => process.stderr.write(`${line}\n`);

const options = readOptions(process.argv.slice(2));
const closing = createClosing();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void closing.closeAll().finally(() => process.exit(130)));
try {
  const figures = await bench(options, closing);
  if (options.write) await writeReport(join(root, 'docs'), figures);
  process.stdout.write(renderReport(figures));
} finally {
  await closing.closeAll();
}

async function bench(given: BenchOptions, closing: Closing): Promise<Figures> {
  buildProduct();
  const has = (part: BenchPart) => given.parts.includes(part);
  let figures = has('registrations')
    ? { ...(await benchRegistrations(given, closing)), ...(await searchesKept()) }
    : await readFigures(join(root, 'docs'));
  if (has('searches')) figures = { ...figures, searches: await benchSearches(given) };
  if (has('fulltext')) figures = { ...figures, fulltext: await benchFulltext(given) };
  if (has('intake')) figures = { ...figures, intake: await benchIntake(given) };
  if (has('scans')) figures = { ...figures, scans: await benchScans() };
  if (has('ocr')) figures = { ...figures, ocr: await benchOcr() };
  if (has('mixed')) figures = { ...figures, mixed: await benchMixed(given) };
  return figures;
}

type KeptFigures = Pick<Figures, 'searches' | 'fulltext' | 'intake' | 'scans' | 'ocr' | 'mixed'>;

/** What an earlier run found about searching stays in the report until it is measured again. */
async function searchesKept(): Promise<KeptFigures> {
  const { searches, fulltext, intake, scans, ocr, mixed } = await readFigures(join(root, 'docs'));
  return {
    ...(searches && { searches }),
    ...(fulltext && { fulltext }),
    ...(intake && { intake }),
    ...(scans && { scans }),
    ...(ocr && { ocr }),
    ...(mixed && { mixed }),
  };
}

/** Each size is a data folder of its own, gone before the next one is made. */
async function benchSearches({ entries }: BenchOptions): Promise<SearchFigures[]> {
  const figures: SearchFigures[] = [];
  for (const count of entries.toSorted((one, other) => one - other)) {
    say(`searches among ${count} entries …`);
    figures.push(await onBigSite(count, (site) => measureSearches(site, count)));
  }
  return figures;
}

async function benchFulltext({ entries, documents }: BenchOptions): Promise<FulltextFigures> {
  const count = Math.max(...entries);
  say(`words in ${documents} documents of ${count} entries …`);
  return onBigSite(count, (site) => measureFulltext(site, { entries: count, documents }), documents);
}

async function benchIntake({ pairs, messages }: BenchOptions): Promise<IntakeFigures> {
  say(`${pairs} times ${messages} messages into entries …`);
  return measureIntake({ rounds: pairs, messages });
}

async function benchScans(): Promise<ScanFigures> {
  say('scans, from the folder until they are found …');
  return measureScans();
}

async function benchOcr(): Promise<OcrFigures> {
  say('pages that are recognised …');
  return measureOcr();
}

async function benchMixed({ entries, mixedSeconds }: BenchOptions): Promise<MixedFigures> {
  const count = Math.min(...entries);
  say(`mixed load of ${mixedSeconds} s over ${count} entries …`);
  return onBigSite(count, (site) => measureMixedLoad(site, { seconds: mixedSeconds, entries: count }));
}

async function onBigSite<Found>(
  entries: number,
  measure: (site: BigSite) => Promise<Found>,
  documents = 0,
): Promise<Found> {
  const closing = createClosing();
  try {
    return await measure(await openBigSite({ entries, documents, say }, closing));
  } finally {
    await closing.closeAll();
  }
}

async function benchRegistrations({ pairs, seconds }: BenchOptions, closing: Closing): Promise<Figures> {
  const pgbench = findPgbench(join(root, '.cache'));
  const folder = mkdtempSync(join(tmpdir(), 'opis-bench-'));
  // The database's own user has to pass through.
  chmodSync(folder, 0o711);
  closing.add(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  say('starts …');
  const starts = await measureStarts(dataDir);
  const site = await openBenchSite({ dataDir, pgbench, seconds }, closing);
  const machine = await describeMachine({ admin: site.admin, pgbench, folder });
  await site.atRest();
  const idle = await measureIdle(site.pid);
  const before = await site.lastNumber();
  const product = openProductRegister(site.door, seconds);
  // What has never run is compiled first; nobody measures that.
  await product.register(32);
  const rivals = { product, reference: site.reference, atRest: site.atRest };
  const registrations = await repeat('registrations', pairs, () => runRegistrationRound(rivals));
  const slowFlush = await withSlowFlush(site.admin, () =>
    repeat('flush of 3 ms', pairs, () => runSlowFlushRound(rivals)),
  );
  const proof = await prove(site, { product, before });
  const fileStore = await repeat('files', Math.min(pairs, 3), () => runFileStoreRound(site.door));
  const memory = { idle, ...(await measureUnderUploads(site.pid, site.door)) };
  return { machine, secondsPerRun: seconds, registrations, slowFlush, proof, memory, fileStore, starts };
}

async function repeat<Round>(name: string, times: number, round: () => Promise<Round>): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let count = 1; count <= times; count++) {
    say(`${name}, ${count} of ${times} …`);
    rounds.push(await round());
  }
  return rounds;
}

/** Throws unless the register holds exactly what it acknowledged, and proves itself. */
async function prove(
  site: BenchSite,
  { product, before }: { product: ProductRegister; before: number },
): Promise<Proof> {
  say('verify …');
  const [accepted, numbered] = [product.accepted(), (await site.lastNumber()) - before];
  if (accepted !== numbered) throw new Error(`${accepted} acknowledged, ${numbered} in the book`);
  await site.opis('verify', '--register', 'general');
  return { registrations: accepted };
}
