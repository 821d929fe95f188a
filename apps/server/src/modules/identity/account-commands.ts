import { Role } from '@opis/contracts';
import { type Command, Option } from 'commander';
import { commandText } from '../../platform/cli/command-texts.ts';
import { printLine, printList } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { type Streams, withTerminal } from '../../platform/cli/terminal.ts';
import { type AccountRow, listAccounts } from './account-views.ts';
import { askNewPassword } from './ask-password.ts';
import { closeAccount } from './close-account.ts';
import { createAccount } from './create-account.ts';
import { grantRole, withdrawRole } from './grant-role.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { identityText } from './identity-texts.ts';
import { commandLine } from './operator.ts';
import { resetSecondFactors } from './second-factor/reset-second-factors.ts';
import { setPassword } from './set-password.ts';

/** `opis account …`. */
export function accountCommands(program: Command, run: RunCommand<IdentityDeps>, streams: Streams) {
  const account = program.command('account').description(identityText('account.description'));
  listCommand(account, run);
  createCommand(account, run, streams);
  roleCommand(account, { name: 'grant', act: grantRole }, run);
  roleCommand(account, { name: 'withdraw', act: withdrawRole }, run);
  passwordCommand(account, run, streams);
  resetCommand(account, run);
  closeCommand(account, run);
}

function listCommand(account: Command, run: RunCommand<IdentityDeps>) {
  account
    .command('list')
    .description(identityText('account.list.description'))
    .option('--json', commandText('json'), false)
    .action(({ json }: { json: boolean }) =>
      run(async ({ db, clock }) => printList(await listAccounts(db, clock.now()), { json, columns })),
    );
}

const columns = [
  { heading: identityText('column.username'), text: (row: AccountRow) => row.username },
  { heading: identityText('column.name'), text: (row: AccountRow) => row.name },
  { heading: identityText('column.title'), text: (row: AccountRow) => row.title },
  {
    heading: identityText('column.roles'),
    text: (row: AccountRow) => row.roles.map(({ role, unit }) => (unit ? `${role}@${unit}` : role)).join(' '),
  },
  {
    heading: identityText('column.state'),
    text: (row: AccountRow) => identityText(row.active ? 'state.open' : 'state.closed'),
  },
];

function createCommand(account: Command, run: RunCommand<IdentityDeps>, streams: Streams) {
  account
    .command('create')
    .description(identityText('account.create.description'))
    .requiredOption('--username <nume>', identityText('option.account'))
    .requiredOption('--staff <marca>', identityText('option.staff'))
    .option('--no-password', identityText('option.no-password'))
    .action(async (given: { username: string; staff: string; password: boolean }) => {
      const password = given.password ? await withTerminal(streams, askNewPassword) : null;
      await run(async (deps) => {
        await createAccount(deps, commandLine, { ...given, password });
        printLine(identityText('account.create.done', { username: given.username }));
      });
    });
}

function roleCommand(
  account: Command,
  { name, act }: { name: 'grant' | 'withdraw'; act: typeof grantRole },
  run: RunCommand<IdentityDeps>,
) {
  account
    .command(name)
    .description(identityText(`account.${name}.description`))
    .requiredOption('--account <nume>', identityText('option.account'))
    .addOption(
      new Option('--role <rol>', identityText('option.role')).choices(Role.options).makeOptionMandatory(),
    )
    .option('--unit <cod>', identityText('option.unit'))
    .action(({ account: username, role, unit }: { account: string; role: Role; unit?: string }) =>
      run(async (deps) => {
        await act(deps, commandLine, { username, role, unit: unit ?? null });
        printLine(identityText(`account.${name}.done`));
      }),
    );
}

function passwordCommand(account: Command, run: RunCommand<IdentityDeps>, streams: Streams) {
  account
    .command('set-password')
    .description(identityText('account.set-password.description'))
    .requiredOption('--account <nume>', identityText('option.account'))
    .action(async ({ account: username }: { account: string }) => {
      const password = await withTerminal(streams, askNewPassword);
      await run(async (deps) => {
        await setPassword(deps, commandLine, { username, password });
        printLine(identityText('account.set-password.done'));
      });
    });
}

function closeCommand(account: Command, run: RunCommand<IdentityDeps>) {
  account
    .command('close')
    .description(identityText('account.close.description'))
    .requiredOption('--account <nume>', identityText('option.account'))
    .action(({ account: username }: { account: string }) =>
      run(async (deps) => {
        await closeAccount(deps, commandLine, { username });
        printLine(identityText('account.close.done', { username }));
      }),
    );
}

function resetCommand(account: Command, run: RunCommand<IdentityDeps>) {
  account
    .command('reset-second-factors')
    .description(identityText('account.reset-second-factors.description'))
    .requiredOption('--account <nume>', identityText('option.account'))
    .action(({ account: username }: { account: string }) =>
      run(async (deps) => {
        await resetSecondFactors(deps, commandLine, { username });
        printLine(identityText('account.reset-second-factors.done', { username }));
      }),
    );
}
