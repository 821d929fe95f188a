import { AppError } from '@opis/contracts';
import type { Command } from 'commander';
import { printLine } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { type Streams, withTerminal } from '../../platform/cli/terminal.ts';
import { hasAccounts } from './account-store.ts';
import { askNewPassword } from './ask-password.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { identityText } from './identity-texts.ts';
import { type Initialised, initialiseInstitution } from './initialise-institution.ts';
import { commandLine } from './operator.ts';

type Answers = {
  name?: string;
  shortName?: string;
  username?: string;
  givenName?: string;
  familyName?: string;
  generalRegister: boolean;
};

/** Where questions are asked, and what opens the general register: a floor above. */
export type InitPorts = { streams: Streams; openGeneralRegister: Initialised };

/** `opis init`: what was not given as an option is asked for, the password always. */
export function initCommand(
  program: Command,
  run: RunCommand<IdentityDeps>,
  { streams, openGeneralRegister }: InitPorts,
) {
  program
    .command('init')
    .description(identityText('init.description'))
    .option('--name <text>', identityText('init.name'))
    .option('--short-name <text>', identityText('init.short-name'))
    .option('--username <nume>', identityText('init.username'))
    .option('--given-name <text>', identityText('init.given-name'))
    .option('--family-name <text>', identityText('init.family-name'))
    .option('--general-register', identityText('init.general-register'), false)
    .action((given: Answers) =>
      run(async (deps) => {
        // Said before anything is asked; the use-case asks again, under lock.
        if (await hasAccounts(deps.db)) throw new AppError('conflict', 'identity.already-initialised');
        const answers = await askRest(given, streams);
        const command = { ...answers, title: identityText('init.title') };
        const also = given.generalRegister ? openGeneralRegister : undefined;
        await initialiseInstitution(deps, commandLine, command, also);
        printLine(identityText('init.done', { username: answers.username }));
        printLine(identityText(also ? 'init.next-organisation' : 'init.next'));
      }),
    );
}

function askRest(given: Answers, streams: Streams) {
  return withTerminal(streams, async (terminal) => ({
    name: given.name ?? (await terminal.ask(identityText('init.name'))),
    shortName: given.shortName ?? (await terminal.ask(identityText('init.short-name'))),
    username: given.username ?? (await terminal.ask(identityText('init.username'))),
    givenName: given.givenName ?? (await terminal.ask(identityText('init.given-name'))),
    familyName: given.familyName ?? (await terminal.ask(identityText('init.family-name'))),
    password: await askNewPassword(terminal),
  }));
}
