import { SpecialPurpose } from '@opis/contracts';
import { type Command, InvalidArgumentError } from 'commander';
import { printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import { designateSpecialRegister } from '../sealing/special-registers.ts';
import type { RegistryCommandDeps } from './registry-commands.ts';
import { registryText } from './registry-text.ts';

/** `opis register designate avertizari whistleblower`: where papers recognised as confidential go. */
export function designateRegisterCommand(register: Command, run: RunCommand<RegistryCommandDeps>) {
  register
    .command('designate')
    .description(registryText('register.designate.description'))
    .argument('<code>', registryText('register.designate.code'))
    .argument('<purpose>', registryText('register.designate.purpose'), toPurpose)
    .action((code: string, purpose: SpecialPurpose) =>
      run(async (deps) => {
        await designateSpecialRegister(deps, { accountId: null }, { register: code, purpose });
        printLine(registryText('register.designate.done', { register: code }));
      }),
    );
}

function toPurpose(text: string): SpecialPurpose {
  const purpose = SpecialPurpose.safeParse(text);
  if (!purpose.success) throw new InvalidArgumentError('');
  return purpose.data;
}
