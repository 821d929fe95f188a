import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { sql } from 'kysely';
import { commandText } from '../../../platform/cli/command-texts.ts';
import { printJson, printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import { OperatorError } from '../../../platform/operator-error.ts';
import { type VerifyReport, verifyRegistry } from '../verify/verify-registry.ts';
import type { RegistryCommandDeps } from './registry-commands.ts';
import { registryText } from './registry-text.ts';

type Options = { register?: string; year?: number; against?: string; json: boolean };

/** `opis verify`: the register proves itself; names the first thing wrong in each place and ends with 1. */
export function verifyCommand(program: Command, run: RunCommand<RegistryCommandDeps>) {
  program
    .command('verify')
    .description(registryText('verify.description'))
    .option('--register <code>', registryText('verify.register'))
    .option('--year <year>', registryText('verify.year'), toYear)
    .option('--against <file>', registryText('verify.against'))
    .option('--json', commandText('json'), false)
    .action((options: Options) => run((deps) => verify(deps, options)));
}

export const toYear = (text: string): number => {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('');
  return Number(text);
};

async function verify(deps: RegistryCommandDeps, options: Options) {
  const against = options.against === undefined ? undefined : await readLines(options.against);
  const sealPublicKey = createPublicKey(deps.keys.sealKey).export({ type: 'spki', format: 'pem' }).toString();
  // One snapshot for the whole walk: a running server goes on writing meanwhile.
  const report = await deps.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx);
      await sql`SET LOCAL statement_timeout = 0`.execute(tx);
      const { register, year } = options;
      const { files, verifyParts } = deps;
      return verifyRegistry({ db: tx, files, sealPublicKey, verifyParts }, { register, year, against });
    });
  if (options.json) printJson(report);
  else printReport(report);
  if (report.findings.length > 0)
    throw new OperatorError(registryText('verify.bad', { count: report.findings.length }));
}

function printReport({ books, findings, lostFiles }: VerifyReport) {
  for (const book of books) printLine(registryText('verify.book', { ...book, year: String(book.year) }));
  for (const finding of findings) printLine(registryText('verify.finding', finding));
  if (lostFiles > 0) printLine(registryText('verify.lost-files', { count: lostFiles }));
  if (findings.length === 0) printLine(registryText('verify.good'));
}

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  } catch (error) {
    throw new OperatorError(registryText('verify.no-file', { file }), { cause: error });
  }
}
