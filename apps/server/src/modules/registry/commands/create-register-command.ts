import { Code } from '@opis/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import type { Db } from '../../../platform/db.ts';
import { OperatorError } from '../../../platform/operator-error.ts';
import { findStaffOfAccount } from '../../identity/index.ts';
import { createRegister, type NewRegister } from '../create-register.ts';
import type { RegistryCommandDeps } from './registry-commands.ts';
import { registryText } from './registry-text.ts';

type Options = {
  name: string;
  label: string;
  kind: NewRegister['kind'];
  member: string[];
  sub: NewRegister['subRegisters'];
};

/** `opis register create avertizari --name … --label W --kind confidential --member cont` */
export function createRegisterCommand(register: Command, run: RunCommand<RegistryCommandDeps>) {
  register
    .command('create')
    .description(registryText('register.create.description'))
    .argument('<code>', registryText('register.create.code'), toCode)
    .requiredOption('--name <text>', registryText('register.create.name'))
    .requiredOption('--label <letter>', registryText('register.create.label'), toLetter)
    .addOption(
      new Option('--kind <kind>', registryText('register.create.kind'))
        .choices(['general', 'standalone', 'confidential'])
        .default('general'),
    )
    .option('--member <account>', registryText('register.create.member'), append, [])
    .option('--sub <code=name>', registryText('register.create.sub'), appendSub, [])
    .action((code: string, options: Options) => run((deps) => create(deps, code, options)));
}

async function create(deps: RegistryCommandDeps, code: string, { label, member, sub, ...options }: Options) {
  if ((options.kind === 'confidential') !== member.length > 0) {
    throw new OperatorError(registryText('register.create.members-only'));
  }
  const memberStaffIds = await Promise.all(member.map((account) => requireStaffId(deps.db, account)));
  const register = { ...options, code, labelCode: label, subRegisters: sub ?? [], memberStaffIds };
  await createRegister({ db: deps.db, now: deps.clock.now() }, { accountId: null }, register).catch(
    refuseTaken,
  );
  printLine(registryText('register.create.done', { code }));
}

function refuseTaken(error: unknown): never {
  const taken = error instanceof Error && 'code' in error && error.code === '23505';
  throw taken ? new OperatorError(registryText('register.create.taken'), { cause: error }) : error;
}

async function requireStaffId(db: Db, account: string): Promise<string> {
  const staffId = await findStaffOfAccount(db, account);
  if (staffId === undefined) throw new OperatorError(registryText('register.create.no-account', { account }));
  return staffId;
}

const append = (value: string, all: string[]) => [...all, value];

function appendSub(value: string, all: { code: string; name: string }[]) {
  const [, code, name] = /^([^=]+)=(.+)$/.exec(value) ?? [];
  if (!code || !name || !Code.safeParse(code).success) throw new InvalidArgumentError('');
  return [...all, { code, name: name.trim() }];
}

function toCode(text: string): string {
  if (!Code.safeParse(text).success) throw new InvalidArgumentError('');
  return text;
}

function toLetter(text: string): string {
  if (!/^[A-X]$/.test(text)) throw new InvalidArgumentError('');
  return text;
}
