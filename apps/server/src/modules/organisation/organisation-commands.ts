import { basename } from 'node:path';
import { AppError, type UnitClosing } from '@opis/contracts';
import { type Command, Option } from 'commander';
import { commandText } from '../../platform/cli/command-texts.ts';
import { fileRefused, readOperatorFile } from '../../platform/cli/operator-file.ts';
import { printJson, printLine } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { ownStreams, type Streams, withTerminal } from '../../platform/cli/terminal.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import type { ActingPerson } from './administration-act.ts';
import { describeChange, summariseChanges } from './describe-changes.ts';
import { exportOrganisation } from './export-organisation.ts';
import { importOrganisation, type OrganisationDeps, previewImport } from './import-organisation.ts';
import { organisationText } from './organisation-texts.ts';
import { type PlanFile, readPlanFile } from './plan-file.ts';
import { PlanFileError } from './plan-mistakes.ts';

type ImportChoices = { dryRun: boolean; yes: boolean; json: boolean; complete: boolean; as?: string };

/** What the commands need beside importing: who an account is, and what is to be handed over afterwards. */
export type OrganisationCommandsDeps = OrganisationDeps & {
  findAccountId(username: string): Promise<string | undefined>;
  /** Hands over what closed units left; gives how many files passed. */
  carryOut(): Promise<{ handedOver: number }>;
};

/** `opis org import FILE` and `opis org export`: the structure of the institution as one file, in and out. */
export function organisationCommands(
  program: Command,
  run: RunCommand<OrganisationCommandsDeps>,
  streams: Streams = ownStreams,
) {
  const org = program
    .command('org')
    .alias('organisation')
    .description(organisationText('organisation.description'));
  org
    .command('export')
    .description(organisationText('export.description'))
    .addOption(
      new Option('--format <fel>', organisationText('export.format'))
        .choices(['yaml', 'csv'])
        .default('yaml'),
    )
    .action(({ format }: { format: 'yaml' | 'csv' }) =>
      run(async ({ db }) => {
        process.stdout.write(await exportOrganisation(db, format));
      }),
    );
  org
    .command('import')
    .description(organisationText('import.description'))
    .argument('<file>', organisationText('import.file'))
    .option('--dry-run', organisationText('import.dry-run'), false)
    .option('--yes', organisationText('import.yes'), false)
    .option('--complete', organisationText('import.complete'), false)
    .option('--as <cont>', organisationText('import.as'))
    .option('--json', commandText('json'), false)
    .action((file: string, choices: ImportChoices) => importFile(file, choices, { run, streams }));
}

async function importFile(
  file: string,
  choices: ImportChoices,
  { run, streams }: { run: RunCommand<OrganisationCommandsDeps>; streams: Streams },
) {
  const planFile = await open(file);
  await run(async (deps) => {
    const explain = explainIn(file, planFile);
    const options = { complete: choices.complete, by: await whoActs(deps, choices.as) };
    const { changes, closings } = await previewImport(deps, planFile.plan, options).catch(explain);
    const say = choices.json ? () => {} : printLine;
    if (choices.json) printJson(changes);
    for (const change of changes) say(describeChange(change));
    for (const closing of closings) if (closing.openFiles > 0) say(describeClosing(closing));
    say(summariseChanges(changes));
    if (choices.dryRun || changes.length === 0) return;
    if (!choices.yes) await confirm(streams);
    await importOrganisation(deps, planFile.plan, options).catch(explain);
    say(organisationText('import.done'));
    const { handedOver } = await deps.carryOut();
    if (handedOver > 0) say(organisationText('import.handed-over', { count: handedOver }));
  });
}

/** Whoever sits at the machine, under the account that they name: what is handed over is done in its name. */
async function whoActs(deps: OrganisationCommandsDeps, username: string | undefined): Promise<ActingPerson> {
  const accountId = username === undefined ? null : await deps.findAccountId(username);
  if (accountId === undefined) throw new AppError('not-found', 'identity.account-not-found');
  return { accountId, via: 'command-line' };
}

const describeClosing = ({ unit, heir, openFiles, closedOn }: UnitClosing) =>
  organisationText('import.hands-over', { unit, heir: heir ?? '–', count: openFiles, day: closedOn });

async function confirm(streams: Streams): Promise<void> {
  const agreed = await withTerminal(streams, async (terminal) => {
    if (!terminal.isPerson) throw new OperatorError(organisationText('import.needs-yes'));
    return /^d(?:a)?$/i.test((await terminal.ask(organisationText('import.ask'))).trim());
  });
  if (!agreed) throw new OperatorError(organisationText('import.left'));
}

async function open(file: string): Promise<PlanFile> {
  const bytes = await readOperatorFile(file);
  try {
    return readPlanFile(basename(file), bytes);
  } catch (error) {
    throw error instanceof PlanFileError ? fileRefused(file, error.mistakes, error) : error;
  }
}

const explainIn =
  (file: string, { mistakesOf }: PlanFile) =>
  (error: unknown): never => {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error;
    throw fileRefused(file, mistakesOf(error), error);
  };
