import type { Command } from 'commander';
import { sql } from 'kysely';
import { commandText } from '../../../platform/cli/command-texts.ts';
import { printList } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import type { RegistryCommandDeps } from './registry-commands.ts';
import { registryText } from './registry-text.ts';

type Row = { code: string; name: string; kind: string; years: number[]; last: number | null };

/** `opis register list`: every register, confidential ones too: it is the machine's owner who asks. */
export function listRegistersCommand(register: Command, run: RunCommand<RegistryCommandDeps>) {
  register
    .command('list')
    .description(registryText('register.list.description'))
    .option('--json', commandText('json'), false)
    .action((options: { json: boolean }) =>
      run(async ({ db }) => {
        const { rows } = await sql<Row>`
          SELECT registers.code, registers.name, registers.kind,
            coalesce(array_agg(books.year ORDER BY books.year) FILTER (WHERE books.id IS NOT NULL), '{}') AS years,
            (array_agg(books.last_number ORDER BY books.year DESC) FILTER (WHERE books.id IS NOT NULL))[1] AS last
          FROM registers LEFT JOIN books ON books.register_id = registers.id
          GROUP BY registers.id ORDER BY registers.code
        `.execute(db);
        printList(rows, { columns, json: options.json });
      }),
    );
}

const columns = [
  { heading: registryText('register.list.code'), text: (row: Row) => row.code },
  { heading: registryText('register.list.name'), text: (row: Row) => row.name },
  { heading: registryText('register.list.kind'), text: (row: Row) => row.kind },
  { heading: registryText('register.list.years'), text: (row: Row) => row.years.join(', ') },
  { heading: registryText('register.list.last'), text: (row: Row) => String(row.last ?? '') },
];
