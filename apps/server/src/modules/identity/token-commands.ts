import { AppError, Id, Permission } from '@opis/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { commandText } from '../../platform/cli/command-texts.ts';
import { printLine, printList } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { createToken, revokeToken } from './create-token.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { identityText } from './identity-texts.ts';
import { commandLine } from './operator.ts';
import { listTokens, type TokenRow } from './token-store.ts';

/** `opis token …`. */
export function tokenCommands(program: Command, run: RunCommand<IdentityDeps>) {
  const token = program.command('token').description(identityText('token.description'));
  createCommand(token, run);
  listCommand(token, run);
  token
    .command('revoke')
    .description(identityText('token.revoke.description'))
    .argument('<id>', identityText('argument.token'))
    .action((id: string) =>
      run(async (deps) => {
        if (!Id.safeParse(id).success) throw new AppError('not-found', 'identity.token-not-found');
        await revokeToken(deps, commandLine, { id });
        printLine(identityText('token.revoke.done'));
      }),
    );
}

type CreateOptions = { account: string; name: string; expires: number; permission?: Permission[] };

function createCommand(token: Command, run: RunCommand<IdentityDeps>) {
  token
    .command('create')
    .description(identityText('token.create.description'))
    .requiredOption('--account <nume>', identityText('option.account'))
    .requiredOption('--name <text>', identityText('option.name'), toName)
    .option('--expires <zile>', identityText('option.days'), toDays, 365)
    .addOption(
      new Option('--permission <drept...>', identityText('option.permission')).choices(Permission.options),
    )
    .action(({ account: username, name, expires: days, permission }: CreateOptions) =>
      run(async (deps) => {
        const permissions = permission ?? null;
        const { text } = await createToken(deps, commandLine, { username, name, days, permissions });
        printLine(text);
      }),
    );
}

const longestDays = 3_650;

function toDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text) || days < 1 || days > longestDays) throw new InvalidArgumentError('');
  return days;
}

function toName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 100) throw new InvalidArgumentError('');
  return name;
}

function listCommand(token: Command, run: RunCommand<IdentityDeps>) {
  token
    .command('list')
    .description(identityText('token.list.description'))
    .option('--json', commandText('json'), false)
    .action(({ json }: { json: boolean }) =>
      run(async ({ db, clock }) =>
        printList(await listTokens(db), { json, columns: toColumns(clock.now()) }),
      ),
    );
}

const toColumns = (now: Date) => [
  { heading: identityText('column.id'), text: (row: TokenRow) => row.id },
  { heading: identityText('column.username'), text: (row: TokenRow) => row.account },
  { heading: identityText('column.use'), text: (row: TokenRow) => row.name },
  {
    heading: identityText('column.permissions'),
    text: (row: TokenRow) => row.permissions?.join(' ') ?? identityText('all-permissions'),
  },
  {
    heading: identityText('column.expires'),
    text: (row: TokenRow) => row.expiresAt.toISOString().slice(0, 10),
  },
  { heading: identityText('column.last-used'), text: (row: TokenRow) => row.lastUsedOn ?? '–' },
  { heading: identityText('column.state'), text: (row: TokenRow) => identityText(stateOf(row, now)) },
];

function stateOf(row: TokenRow, now: Date) {
  if (row.revokedAt !== null) return 'state.revoked';
  return row.expiresAt <= now ? 'state.expired' : 'state.valid';
}
