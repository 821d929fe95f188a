import { AppError } from '@opis/contracts';
import type { Command } from 'commander';
import { commandText } from '../../../platform/cli/command-texts.ts';
import { fileRefused, readOperatorFile } from '../../../platform/cli/operator-file.ts';
import { printJson, printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import { ownStreams, type Streams, withTerminal } from '../../../platform/cli/terminal.ts';
import { OperatorError } from '../../../platform/operator-error.ts';
import { YamlMistakes } from '../../../platform/yaml/read-yaml.ts';
import { deadlineText } from '../sheet/deadline-texts.ts';
import { sayForecast } from './describe-law.ts';
import { importLaw, type LawFileDeps, previewLaw, readWrittenLaw } from './import-law.ts';
import { type ReadLawFile, readLawFile, writeLawFile } from './law-file.ts';

type Choices = { dryRun: boolean; yes: boolean; json: boolean };

/** `opis rules export | import FILE`: rules of terms and legal holidays, dated, as a file in and out. */
export function lawCommands(program: Command, run: RunCommand<LawFileDeps>, streams: Streams = ownStreams) {
  const rules = program.command('rules').description(deadlineText('file.description'));
  rules
    .command('export')
    .description(deadlineText('file.export'))
    .option('--json', commandText('json'), false)
    .action(({ json }: { json: boolean }) =>
      run(async ({ db }) => {
        const law = await readWrittenLaw(db);
        if (json) printJson(law);
        else process.stdout.write(writeLawFile(law));
      }),
    );
  rules
    .command('import')
    .description(deadlineText('file.import'))
    .argument('<file>', deadlineText('file.file'))
    .option('--dry-run', deadlineText('file.dry-run'), false)
    .option('--yes', deadlineText('file.yes'), false)
    .option('--json', commandText('json'), false)
    .action((file: string, choices: Choices) => importFile(file, choices, { run, streams }));
}

async function importFile(
  path: string,
  choices: Choices,
  { run, streams }: { run: RunCommand<LawFileDeps>; streams: Streams },
) {
  const file = await open(path);
  await run(async (deps) => {
    const explain = explainIn(path, file);
    const forecast = await previewLaw(deps, file.law).catch(explain);
    if (choices.json) printJson(forecast);
    else for (const line of sayForecast(forecast)) printLine(line);
    if (choices.dryRun || forecast.versions.length + forecast.holidays.length === 0) return;
    if (!choices.yes) await confirm(streams);
    await importLaw(deps, { accountId: null }, file.law).catch(explain);
    if (!choices.json) printLine(deadlineText('file.done'));
  });
}

async function confirm(streams: Streams): Promise<void> {
  const agreed = await withTerminal(streams, async (terminal) => {
    if (!terminal.isPerson) throw new OperatorError(deadlineText('file.needs-yes'));
    return /^d(?:a)?$/i.test((await terminal.ask(deadlineText('file.ask'))).trim());
  });
  if (!agreed) throw new OperatorError(deadlineText('file.left'));
}

async function open(path: string): Promise<ReadLawFile> {
  const bytes = await readOperatorFile(path);
  try {
    return readLawFile(bytes);
  } catch (error) {
    throw error instanceof YamlMistakes ? fileRefused(path, error.mistakes, error) : error;
  }
}

const explainIn =
  (path: string, { mistakesOf }: ReadLawFile) =>
  (error: unknown): never => {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error;
    throw fileRefused(path, mistakesOf(error), error);
  };
