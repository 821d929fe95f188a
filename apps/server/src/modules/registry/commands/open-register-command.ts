import { type Command, InvalidArgumentError } from 'commander';
import { printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import { openRegister } from '../open-register.ts';
import type { RegistryCommandDeps } from './registry-commands.ts';
import { registryText } from './registry-text.ts';
import { toYear } from './verify-command.ts';

/** `opis register open general --first 48212 --reason …` */
export function openRegisterCommand(register: Command, run: RunCommand<RegistryCommandDeps>) {
  register
    .command('open')
    .description(registryText('register.open.description'))
    .argument('<code>', registryText('register.open.code'))
    .requiredOption('--first <number>', registryText('register.open.first'), toFirst)
    .requiredOption('--reason <text>', registryText('register.open.reason'), toReason)
    .option('--year <year>', registryText('register.open.year'), toYear)
    .action((code: string, options: { first: number; reason: string; year?: number }) =>
      run(async (deps) => {
        const command = {
          register: code,
          firstNumber: options.first,
          reason: options.reason,
          year: options.year,
        };
        const { year } = await openRegister(deps, { accountId: null }, command);
        const first = String(options.first);
        printLine(registryText('register.open.done', { register: code, year: String(year), first }));
      }),
    );
}

function toFirst(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('');
  return Number(text);
}

function toReason(text: string): string {
  const reason = text.trim();
  if (reason.length < 3 || reason.length > 500) throw new InvalidArgumentError('');
  return reason;
}
