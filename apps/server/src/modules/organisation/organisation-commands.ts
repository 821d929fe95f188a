import type { Command } from 'commander';
import { printLine } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { importOrganisation, type OrganisationDeps } from './import-organisation.ts';
import { organisationText } from './organisation-texts.ts';
import { readPlanFile } from './read-plan-file.ts';

/** `opis organisation import FILE`: how an institution that is no demonstration gets its structure. */
export function organisationCommands(program: Command, run: RunCommand<OrganisationDeps>) {
  program
    .command('organisation')
    .description(organisationText('organisation.description'))
    .command('import')
    .description(organisationText('import.description'))
    .argument('<file>', organisationText('import.file'))
    .action(async (file: string) => {
      const { plan, explain } = await readPlanFile(file);
      await run(async (deps) => {
        await importOrganisation(deps, plan).catch((error) => {
          throw explain(error);
        });
        printLine(organisationText('import.done'));
      });
    });
}
