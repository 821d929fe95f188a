import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { objectKey } from '../../../apps/server/src/platform/files/object-key.ts';
import { SystemReport } from '../../../packages/contracts/src/index.ts';
import { nothingTold, type Told } from '../acknowledge.ts';
import { compareBook } from '../compare-book.ts';
import type { Installation } from '../installation.ts';
import { killAll } from '../processes.ts';
import { brief, proveFiles, proveVerified, type Scene } from '../prove-whole.ts';
import { readRegister } from '../read-book.ts';
import type { Random } from '../seeded-random.ts';
import { numberPapers, papers } from './number-papers.ts';

const passphrase = 'patru cuvinte în sertar\n';

/**
 * Copies, fifty papers, the disk gone, everything back from the archive, fifty more: once with an archive that had the
 * log to the last, once with one that was away while the fifty were numbered.
 */
export async function runRestore(
  scene: Scene,
  given: { random: Random; another: (name: string) => Promise<Installation> },
) {
  const { report } = scene;
  report.note('the archive has the log to the last byte');
  await loseTheDisk(scene, given.random, { archiveAway: false });
  report.note('the archive was away while the last papers were numbered');
  const installation = await given.another('restore-away');
  await loseTheDisk({ ...scene, installation }, given.random, { archiveAway: true });
}

async function loseTheDisk({ installation, report }: Scene, random: Random, how: { archiveAway: boolean }) {
  const archive = `${installation.dataDir}-archive`;
  const keys = `${installation.dataDir}-keys.json`;
  mkdirSync(archive);
  const environment = { OPIS_ARCHIVE_DIR: archive };
  const told = nothingTold();
  let product = await installation.start(environment);
  await numberPapers(installation.api, random, told);
  await must(installation, ['keys', 'export', keys], environment, passphrase);
  await must(installation, ['backup'], environment);
  const copied = told.acknowledged.length;
  if (how.archiveAway) {
    renameSync(archive, `${archive}.away`);
    await proveRed({ installation, report }, environment);
  }
  await numberPapers(installation.api, random, told);
  if (!how.archiveAway) {
    await untilArchived(installation, environment);
    const drilled = await must(installation, ['restore-drill'], environment);
    report.check('the month’s drill finds all of it, what came after the copies too', true, drilled.trim());
  }
  await product.kill();
  await killAll(installation.dataDir);
  if (how.archiveAway) renameSync(`${archive}.away`, archive);
  rmSync(installation.dataDir, { recursive: true });
  // A disk sector of the archive went too: one file that no copy has any more.
  const spoilt = how.archiveAway ? undefined : spoilFile(archive, told);
  report.check(
    'the disk is gone',
    true,
    `${told.acknowledged.length} acknowledged, ${copied} of them before the copies`,
  );

  const printed = await restore(installation, { environment, keys, told, how, report, spoilt });
  product = await installation.start(environment);
  const before = told.acknowledged.length;
  await numberPapers(installation.api, random, told);
  report.check('fifty more are numbered', told.acknowledged.length === before + papers);
  await proveBook({ installation, report }, { told, printed, copied, how });
  await proveFiles({ installation, report }, whatIsLeft(told, { copied, spoilt, how }));
  await proveVerified({ installation, report }, environment);
  await product.stop();
}

async function must(
  installation: Installation,
  args: readonly string[],
  environment: Record<string, string>,
  input = '',
): Promise<string> {
  const { code, output, errors } = await installation.opis(args, environment, input);
  if (code !== 0) throw new Error(`opis ${args.join(' ')}: ${output}${errors}`);
  return output;
}

/** Takes the archive's copy of a scan that came after the night's copies; gives its hash. */
function spoilFile(archive: string, told: Told): string {
  const last = told.acknowledged.findLast(({ requestId }) => told.scans.has(requestId));
  const sha256 = told.scans.get(last?.requestId ?? '') ?? '';
  rmSync(join(archive, 'files', objectKey(sha256)));
  return sha256;
}

type Left = { copied: number; spoilt: string | undefined; how: { archiveAway: boolean } };

/** Of what was told, the papers whose scans must be there: not those of lost numbers, nor the one that was spoilt. */
function whatIsLeft(told: Told, { copied, spoilt, how }: Left): Told {
  const { acknowledged, scans } = told;
  const kept = acknowledged
    .filter((_, at) => !how.archiveAway || at < copied || at >= acknowledged.length - papers)
    .filter(({ requestId }) => spoilt === undefined || scans.get(requestId) !== spoilt);
  return { ...told, acknowledged: kept };
}

type Line = SystemReport['lines'][number];

async function findLine(installation: Installation, environment: Record<string, string>, name: Line['name']) {
  const { output } = await installation.opis(['status', '--json'], environment);
  return SystemReport.parse(JSON.parse(output)).lines.find((line) => line.name === name);
}

async function untilArchived(installation: Installation, environment: Record<string, string>) {
  for (let waited = 0; waited < 60; waited++) {
    const line = await findLine(installation, environment, 'archive');
    // The status command itself starts nothing: what it says is the server's own word of the last seconds.
    if (line?.state === 'good') return sleep(6_000);
    await sleep(500);
  }
  throw new Error('the archive was never said to be up to date');
}

async function proveRed({ installation, report }: Scene, environment: Record<string, string>) {
  let line: Line | undefined;
  for (let waited = 0; waited < 60 && line?.state !== 'bad'; waited++) {
    await sleep(500);
    line = await findLine(installation, environment, 'archive');
  }
  const seen = `${line?.state}: ${line?.cause} ${line?.command}`;
  report.check(
    'the archive taken away: the system page is red, with the cause and a command',
    line?.state === 'bad' && line.cause !== null && line.command !== null,
    seen,
  );
}

type Restoring = {
  environment: Record<string, string>;
  keys: string;
  told: Told;
  how: { archiveAway: boolean };
  report: Scene['report'];
  spoilt: string | undefined;
};

/** On an empty machine: what it prints. */
async function restore(
  installation: Installation,
  { environment, keys, told, how, report, spoilt }: Restoring,
) {
  mkdirSync(installation.dataDir);
  chmodSync(installation.dataDir, 0o711);
  const unsaid = await installation.opis(['restore', '--keys', keys], environment, passphrase);
  const asks = how.archiveAway ? '--last-issued' : '--files-lost';
  const cannotKnow = unsaid.code === 1 && unsaid.errors.includes(asks);
  report.check('not told what it cannot know, it asks, and opens nothing', cannotKnow, unsaid.errors.trim());
  const refused = await installation.start(environment).then(
    (product) => product.stop().then(() => 'it started'),
    (error: Error) => error.message,
  );
  const refusal = 'opis restore --finish';
  report.check(
    'until then the server does not start',
    refused.includes(refusal),
    refused.trim().split('\n').at(-1),
  );
  const last = Math.max(...told.acknowledged.map(({ number }) => number));
  const words = how.archiveAway ? ['--last-issued', `general=${last}`] : ['--nothing-more'];
  if (spoilt === undefined) return must(installation, ['restore', '--finish', ...words], environment);
  const halted = await installation.opis(['restore', '--finish', ...words], environment);
  const names =
    halted.code === 1 && halted.errors.includes('--files-lost') && halted.output.includes('cerere-');
  report.check('a file that no copy has is named, and nothing opens without it', names, halted.errors.trim());
  const printed = await must(installation, ['restore', '--finish', ...words, '--files-lost'], environment);
  const { output } = await installation.opis(['verify'], environment);
  report.check(
    'given up, verify knows of it',
    output.includes('Un fișier pierdut la restaurare'),
    output.trim(),
  );
  return printed;
}

type Proof = { told: Told; printed: string; copied: number; how: { archiveAway: boolean } };

async function proveBook({ installation, report }: Scene, { told, printed, copied, how }: Proof) {
  const rows = await readRegister(installation.api);
  const lostRows = new Set(
    rows.filter(({ annulment }) => annulment?.reason === 'pierdut la restaurare').map(({ number }) => number),
  );
  const named = namedAsLost(printed);
  const gone = told.acknowledged.filter(({ number }) => lostRows.has(number));
  const kept = told.acknowledged.filter(({ number }) => !lostRows.has(number));
  const inBook = rows.filter(({ number }) => !lostRows.has(number));
  const { lost, altered } = compareBook(kept, inBook);
  const numbers = told.acknowledged.map(({ number }) => number);
  const twice = numbers.filter((number, at) => numbers.indexOf(number) !== at);
  const subNumbers = told.acknowledged.flatMap(({ subNumber }) => subNumber ?? []);
  const subTwice = subNumbers.filter((number, at) => subNumbers.indexOf(number) !== at);
  const all = new Set(rows.map(({ number }) => number));
  const gaps = Array.from({ length: Math.max(...all) }, (_, index) => index + 1).filter(
    (number) => !all.has(number),
  );
  report.check('no number was given twice, before and after', twice.length === 0, brief(twice.map(String)));
  report.check('nor a number of a sub-register', subTwice.length === 0, brief(subTwice.map(String)));
  report.check('no number is missing from the book', gaps.length === 0, brief(gaps.map(String)));
  report.check(
    'what was not lost is as it was acknowledged',
    lost.length + altered.length === 0,
    brief([...lost, ...altered]),
  );
  const unnamed = gone.filter(({ number }) => !named.has(number)).map(({ number }) => String(number));
  report.check(
    'every number that was lost is named',
    unnamed.length === 0,
    brief(unnamed) || `${gone.length} lost`,
  );
  const expected = how.archiveAway ? told.acknowledged.length - copied - papers : 0;
  report.check(
    how.archiveAway ? 'what was numbered while the archive was away is lost, all of it' : 'nothing was lost',
    gone.length === expected && lostRows.size === expected,
    `${lostRows.size} rows`,
  );
}

function namedAsLost(printed: string): Set<number> {
  const [, from, to] = /numere, (\d+)–(\d+)/.exec(printed) ?? [];
  if (from === undefined || to === undefined) return new Set();
  return new Set(Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index));
}
