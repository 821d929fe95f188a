import type { Command } from 'commander';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { ownStreams } from '../../platform/cli/terminal.ts';
import { accountCommands } from './account-commands.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { type InitPorts, initCommand } from './init-command.ts';
import { tokenCommands } from './token-commands.ts';

/** `opis init`, `opis account …`, `opis token …`: who may come in, for whoever sits at the machine. */
export function identityCommands(
  program: Command,
  run: RunCommand<IdentityDeps>,
  { streams = ownStreams, openGeneralRegister = async () => {} }: Partial<InitPorts> = {},
) {
  initCommand(program, run, { streams, openGeneralRegister });
  accountCommands(program, run, streams);
  tokenCommands(program, run);
}
