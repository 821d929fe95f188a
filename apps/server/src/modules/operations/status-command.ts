import type { SystemReport } from '@opis/contracts';
import type { Command } from 'commander';
import { commandText } from '../../platform/cli/command-texts.ts';
import { printJson, printLine, printList } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import type { OperationsDeps } from './house.ts';
import { operationsText } from './operations-texts.ts';
import { readSystem } from './read-system.ts';

/** `opis status`: the system page, for whoever sits at the machine. Exit code 1 when a line is red. */
export function statusCommand(program: Command, run: RunCommand<OperationsDeps>): void {
  program
    .command('status')
    .description(commandText('status.description'))
    .option('--json', commandText('json'), false)
    .action((options: { json: boolean }) =>
      run(async (deps) => {
        const report = await readSystem(deps);
        if (options.json) printJson(report);
        else printReport(report);
        if (report.state === 'bad') throw new OperatorError(commandText('status.failed'));
      }),
    );
}

function printReport({ lines }: SystemReport) {
  printList(lines, {
    json: false,
    columns: [
      { heading: commandText('status.result'), text: ({ state }) => commandText(`status.${state}`) },
      { heading: operationsText('status.title'), text: ({ title }) => title },
      { heading: operationsText('status.value'), text: ({ value }) => value },
    ],
  });
  for (const { title, cause, command } of lines) {
    if (cause !== null) printLine(operationsText('status.cause', { title, cause }));
    if (command !== null) printLine(operationsText('status.command', { command }));
  }
}
