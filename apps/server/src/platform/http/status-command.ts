import type { Command } from 'commander';
import { commandText } from '../cli/command-texts.ts';
import { printList } from '../cli/output.ts';
import type { RunCommand } from '../cli/run-command.ts';
import type { Db } from '../db.ts';
import { OperatorError } from '../operator-error.ts';
import { checkReadiness } from './readiness.ts';

/** `opis status`: what `/readyz` says, for whoever sits at the machine. Exit code 1 when anything is wrong. */
export function statusCommand(program: Command, run: RunCommand<{ db: Db; migrationsFolder: string }>) {
  program
    .command('status')
    .description(commandText('status.description'))
    .option('--json', commandText('json'), false)
    .action((options: { json: boolean }) => run((deps) => printStatus(deps, options.json)));
}

async function printStatus(deps: { db: Db; migrationsFolder: string }, json: boolean) {
  const checks = await checkReadiness(deps.db, deps.migrationsFolder);
  printList(checks, {
    json,
    columns: [
      { heading: commandText('status.check'), text: (check) => commandText(`status.${check.name}`) },
      {
        heading: commandText('status.result'),
        text: (check) => commandText(check.ok ? 'status.ok' : 'status.not-ok'),
      },
    ],
  });
  if (checks.some((check) => !check.ok)) throw new OperatorError(commandText('status.failed'));
}
