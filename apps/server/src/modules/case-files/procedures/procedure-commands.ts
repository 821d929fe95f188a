import { AppError } from '@opis/contracts';
import { type Command, Option } from 'commander';
import { commandText } from '../../../platform/cli/command-texts.ts';
import { fileRefused, readOperatorFile } from '../../../platform/cli/operator-file.ts';
import { printJson, printLine, printList } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import { ownStreams, type Streams, withTerminal } from '../../../platform/cli/terminal.ts';
import { OperatorError } from '../../../platform/operator-error.ts';
import { YamlMistakes } from '../../../platform/yaml/read-yaml.ts';
import { describeProcedureChange } from './compare-procedures.ts';
import {
  type DeclareDeps,
  declareProcedures,
  type ProcedureForecast,
  previewProcedures,
  toDeclaration,
} from './declare-procedures.ts';
import type { Procedure } from './procedure.ts';
import { type ProcedureFile, readProcedureFile, writeProcedure } from './procedure-file.ts';
import { procedureText } from './procedure-texts.ts';

type Choices = { dryRun: boolean; yes: boolean; json: boolean };

/** `opis procedures list | export CODE | import FILE`: in which ways files go, as files in and out. */
export function procedureCommands(
  program: Command,
  run: RunCommand<DeclareDeps>,
  streams: Streams = ownStreams,
) {
  const procedures = program.command('procedures').description(procedureText('command.description'));
  procedures
    .command('list')
    .description(procedureText('command.list'))
    .option('--json', commandText('json'), false)
    .action(({ json }: { json: boolean }) =>
      run(async (deps) => printList([...(await deps.procedures.list())], { columns, json })),
    );
  procedures
    .command('export')
    .description(procedureText('command.export'))
    .argument('<code>', procedureText('command.code'))
    .addOption(
      new Option('--format <fel>', procedureText('command.format')).choices(['yaml', 'json']).default('yaml'),
    )
    .option('--version-number <n>', procedureText('command.version'), Number)
    .action((code: string, { format, versionNumber }: { format: 'yaml' | 'json'; versionNumber?: number }) =>
      run(async ({ procedures: book }) => {
        const found =
          versionNumber === undefined
            ? await book.newest(code)
            : await book.version({ code, version: versionNumber });
        if (found === undefined) throw new AppError('not-found', 'procedure.not-found');
        process.stdout.write(writeProcedure(toDeclaration(found), format));
      }),
    );
  procedures
    .command('import')
    .description(procedureText('command.import'))
    .argument('<file>', procedureText('command.file'))
    .option('--dry-run', procedureText('command.dry-run'), false)
    .option('--yes', procedureText('command.yes'), false)
    .option('--json', commandText('json'), false)
    .action((file: string, choices: Choices) => importFile(file, choices, { run, streams }));
}

const columns = [
  { heading: procedureText('column.code'), text: (row: Procedure) => row.code },
  { heading: procedureText('column.version'), text: (row: Procedure) => String(row.version) },
  { heading: procedureText('column.name'), text: (row: Procedure) => row.name },
  {
    heading: procedureText('column.origin'),
    text: (row: Procedure) => procedureText(`origin.${row.origin}` as const),
  },
  {
    heading: procedureText('column.active'),
    text: (row: Procedure) => procedureText(row.active ? 'value.yes' : 'value.no'),
  },
];

async function importFile(
  path: string,
  choices: Choices,
  { run, streams }: { run: RunCommand<DeclareDeps>; streams: Streams },
) {
  const file = await open(path);
  await run(async (deps) => {
    const explain = explainIn(path, file);
    const forecasts = await previewProcedures(deps, file.declarations).catch(explain);
    if (choices.json) printJson(forecasts);
    else sayForecasts(forecasts);
    if (choices.dryRun || forecasts.length === 0) return;
    if (!choices.yes) await confirm(streams);
    await declareProcedures(deps, { accountId: null }, file.declarations).catch(explain);
    if (!choices.json) printLine(procedureText('import.done'));
  });
}

function sayForecasts(forecasts: readonly ProcedureForecast[]) {
  if (forecasts.length === 0) return printLine(procedureText('import.same'));
  for (const { declaration, version, changes } of forecasts) {
    const values = { code: declaration.code, name: declaration.name, version: String(version) };
    printLine(procedureText(changes === null ? 'import.new' : 'import.changed', values));
    for (const change of changes ?? []) printLine(`  ${describeProcedureChange(change)}`);
  }
}

async function confirm(streams: Streams): Promise<void> {
  const agreed = await withTerminal(streams, async (terminal) => {
    if (!terminal.isPerson) throw new OperatorError(procedureText('import.needs-yes'));
    return /^d(?:a)?$/i.test((await terminal.ask(procedureText('import.ask'))).trim());
  });
  if (!agreed) throw new OperatorError(procedureText('import.left'));
}

async function open(path: string): Promise<ProcedureFile> {
  const bytes = await readOperatorFile(path);
  try {
    return readProcedureFile(bytes);
  } catch (error) {
    throw error instanceof YamlMistakes ? fileRefused(path, error.mistakes, error) : error;
  }
}

const explainIn =
  (path: string, { mistakesOf }: ProcedureFile) =>
  (error: unknown): never => {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error;
    throw fileRefused(path, mistakesOf(error), error);
  };
