import type { KeyObject } from 'node:crypto';
import type { Command } from 'commander';
import { printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { listHeadLines } from '../heads/witness-file.ts';
import type { VerifyPart } from '../verify/finding.ts';
import { createRegisterCommand } from './create-register-command.ts';
import { designateRegisterCommand } from './designate-register-command.ts';
import { importHistoryCommand } from './import-history-command.ts';
import { listRegistersCommand } from './list-registers-command.ts';
import { openRegisterCommand } from './open-register-command.ts';
import { registryText } from './registry-text.ts';
import { verifyCommand } from './verify-command.ts';

/** What the registry's commands work with. */
export type RegistryCommandDeps = {
  db: Db;
  clock: Clock;
  files: FileStore;
  keys: { readonly sealKey: KeyObject };
  /** What modules above verify beside the registry. */
  verifyParts: readonly VerifyPart[];
};

/** `opis register …`, `opis verify`, `opis heads`. */
export function registryCommands(program: Command, run: RunCommand<RegistryCommandDeps>) {
  const register = program.command('register').description(registryText('register.description'));
  listRegistersCommand(register, run);
  createRegisterCommand(register, run);
  openRegisterCommand(register, run);
  designateRegisterCommand(register, run);
  importHistoryCommand(register, run);
  verifyCommand(program, run);
  program
    .command('heads')
    .description(registryText('heads.description'))
    .action(() =>
      run(async ({ db }) => {
        for (const { line } of await listHeadLines(db)) printLine(line);
      }),
    );
}
