import { type Command, InvalidArgumentError } from 'commander';
import { sql } from 'kysely';
import { commandText } from '../../platform/cli/command-texts.ts';
import { printLine, printList } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import type { Db } from '../../platform/db.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { operationsText } from './operations-texts.ts';

type FailedJob = { id: string; name: string; attempts: number; reason: string };

/** `opis jobs list|retry|drop`: what was given up, for whoever looks after the machine. */
export function jobsCommands(program: Command, run: RunCommand<{ db: Db }>): void {
  const jobs = program.command('jobs').description(operationsText('jobs.description'));
  jobs
    .command('list')
    .description(operationsText('jobs.list'))
    .option('--json', commandText('json'), false)
    .action((options: { json: boolean }) =>
      run(async ({ db }) => printList(await listFailed(db), { columns, json: options.json })),
    );
  act(jobs, run, 'retry');
  act(jobs, run, 'drop');
}

const columns = [
  { heading: operationsText('jobs.id'), text: ({ id }: FailedJob) => id },
  { heading: operationsText('jobs.name'), text: ({ name }: FailedJob) => name },
  { heading: operationsText('jobs.attempts'), text: ({ attempts }: FailedJob) => String(attempts) },
  { heading: operationsText('jobs.reason'), text: ({ reason }: FailedJob) => reason },
];

async function listFailed(db: Db): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    SELECT job_queue.id::text AS id, job_queue.name, job_queue.attempts,
      coalesce(left(split_part(job_queue.last_error, E'\n', 1), 120), '') AS reason
    FROM job_queue WHERE job_queue.state = 'failed' ORDER BY job_queue.id
  `.execute(db);
  return rows;
}

function act(jobs: Command, run: RunCommand<{ db: Db }>, verb: 'retry' | 'drop') {
  jobs
    .command(verb)
    .description(operationsText(`jobs.${verb}`))
    .argument('<id>', operationsText('jobs.id'), toId)
    .action((id: string) =>
      run(async ({ db }) => {
        const call = verb === 'retry' ? sql`retry_failed_job(${id})` : sql`drop_failed_job(${id})`;
        const { rows } = await sql<{ done: boolean }>`SELECT ${call} AS done`.execute(db);
        if (!rows[0]?.done) throw new OperatorError(operationsText('jobs.none', { id }));
        printLine(operationsText(`jobs.${verb}-done`, { id }));
      }),
    );
}

function toId(text: string): string {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('');
  return text;
}
