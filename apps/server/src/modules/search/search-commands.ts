import { openTexts } from '@opis/contracts/texts';
import type { Command } from 'commander';
import messages from '../../../messages/search-commands.ro.json' with { type: 'json' };
import { printLine } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import type { IndexDeps } from './follow-ledger.ts';
import { rebuildIndex } from './rebuild-index.ts';

const text = openTexts(messages);

/** `opis search rebuild`: the index anew from the ledgers, while people go on working. */
export function searchCommands(program: Command, run: RunCommand<IndexDeps>) {
  const search = program.command('search').description(text('search.description'));
  search
    .command('rebuild')
    .description(text('search.rebuild.description'))
    .action(() =>
      run(async (deps) => {
        await rebuildIndex(deps, ({ book, entries }) =>
          printLine(text('search.rebuild.book', { book, entries })),
        );
        printLine(text('search.rebuild.done'));
      }),
    );
}
