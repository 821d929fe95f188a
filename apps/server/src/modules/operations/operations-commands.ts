import type { Command } from 'commander';
import { printLine } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { drillRestore } from './drill-restore.ts';
import type { OperationsDeps } from './house.ts';
import { jobsCommands } from './jobs-commands.ts';
import { makeCopies } from './make-copies.ts';
import { operationsText } from './operations-texts.ts';
import { statusCommand } from './status-command.ts';

/** `opis backup`, `opis restore-drill`: what the nights do, now. */
export function operationsCommands(program: Command, run: RunCommand<OperationsDeps>): void {
  statusCommand(program, run);
  jobsCommands(program, run);
  program
    .command('backup')
    .description(operationsText('backup.description'))
    .action(() => run(backup));
  program
    .command('restore-drill')
    .description(operationsText('restore-drill.description'))
    .action(() =>
      run(async (deps) => {
        const { numbers, recoveredTo, seconds } = await drillRestore(deps);
        printLine(operationsText('restore-drill.done', { numbers, at: recoveredTo ?? '–', seconds }));
      }),
    );
}

async function backup(deps: OperationsDeps) {
  const { rows, filesCopied, baseBytes, seconds } = await makeCopies(deps);
  const folder = deps.house.archiveDir ?? '';
  printLine(operationsText('backup.done', { folder, rows, files: filesCopied, seconds }));
  if (baseBytes === null) printLine(operationsText('backup.logical-only'));
}
