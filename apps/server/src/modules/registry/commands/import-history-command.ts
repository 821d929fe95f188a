import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, HistoryEncoding, type HistoryReport } from '@opis/contracts';
import { type Command, Option } from 'commander';
import { printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import { OperatorError } from '../../../platform/operator-error.ts';
import { historyTexts, importHistory } from '../history/import-history.ts';
import { findRegister } from '../registers.ts';
import type { RegistryCommandDeps } from './registry-commands.ts';

type Options = { register: string; encoding?: HistoryEncoding; map?: string; dryRun?: boolean };

/** `opis register import-history vechi.csv --register general [--dry-run]` */
export function importHistoryCommand(register: Command, run: RunCommand<RegistryCommandDeps>) {
  register
    .command('import-history')
    .description(historyTexts('import.description'))
    .argument('<file>', historyTexts('import.file'))
    .requiredOption('--register <code>', historyTexts('import.register'))
    .addOption(
      new Option('--encoding <encoding>', historyTexts('import.encoding')).choices(HistoryEncoding.options),
    )
    .option('--map <columns>', historyTexts('import.map'))
    .option('--dry-run', historyTexts('import.dry-run'))
    .action((path: string, options: Options) =>
      run(async (deps) => {
        const found = await findRegister(deps.db, options.register);
        if (found === undefined) throw new AppError('not-found', 'registry.register-not-found');
        await requireFile(path);
        const { encoding, map, dryRun = false } = options;
        const file = { path, name: basename(path), encoding, map };
        const report = await importHistory(
          deps,
          { accountId: null },
          { file, register: found, keep: !dryRun },
        );
        printReport(report, { name: file.name, dryRun });
        if (report.errorCount > 0)
          throw new OperatorError(historyTexts('import.refused', { count: report.errorCount }));
      }),
    );
}

async function requireFile(path: string) {
  try {
    await access(path);
  } catch (cause) {
    throw new OperatorError(historyTexts('import.no-file', { file: path }), { cause });
  }
}

function printReport(report: HistoryReport, { name, dryRun }: { name: string; dryRun: boolean }) {
  const { encoding, rows, added, same } = report;
  printLine(historyTexts('import.read', { file: name, encoding, rows }));
  if (report.unread.length > 0)
    printLine(historyTexts('import.unread', { columns: report.unread.join(', ') }));
  printFindings(report.errors, report.errorCount);
  if (report.errorCount > 0) return;
  if (report.differingCount > 0) {
    printLine(historyTexts('import.differs', { count: report.differingCount }));
    printFindings(report.differing, report.differingCount);
  }
  printLine(historyTexts(dryRun ? 'import.checked' : 'import.done', { added, same }));
}

function printFindings(findings: readonly { text: string }[], count: number) {
  for (const { text } of findings) printLine(text);
  if (count > findings.length)
    printLine(historyTexts('import.more', { count: String(count - findings.length) }));
}
