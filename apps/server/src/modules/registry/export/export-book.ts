import { AppError, ExportFormat } from '@opis/contracts';
import { z } from 'zod';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, resolveAccount } from '../../identity/index.ts';
import {
  defineLongWork,
  keepMadeFile,
  type LongWorkOutcome,
  type RunningWork,
} from '../../long-works/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import { printedInstitution } from '../print/printed-institution.ts';
import type { RegisterDirectory } from '../registers.ts';
import type { BookLine, BookTotals } from './book-line.ts';
import { describeScope } from './describe-scope.ts';
import { exportText } from './export-texts.ts';
import { type Asker, countBookLines, readBookLines } from './read-book-lines.ts';
import { openSpool, type Spool } from './spool.ts';
import { writeCsv } from './write-csv.ts';
import { volumesOf, writePdf } from './write-pdf.ts';
import { writeXlsx } from './write-xlsx.ts';

/** What an export works with. `pdf` is a renderer of its own: nobody at the counter waits behind a volume. */
export type ExportDeps = {
  db: Db;
  clock: Clock;
  files: FileStore;
  registers: RegisterDirectory;
  organisation: OrganisationDirectory;
  pdf: PdfRenderer;
  publicUrl: string;
};

const Params = z.strictObject({
  username: z.string(),
  register: z.string(),
  format: ExportFormat,
  question: z.strictObject({
    from: z.string(),
    to: z.string(),
    unit: z.string().optional(),
    channel: z.string().optional(),
    direction: z.string().optional(),
    status: z.string().optional(),
    subRegister: z.string().optional(),
    unsolved: z.boolean().optional(),
    mine: z.boolean().optional(),
  }),
});
export type ExportParams = z.infer<typeof Params>;

/**
 * The book of a period as a file. The rows are laid down at one moment and written from there, in flat memory; the
 * rights are those of the moment in which it runs, and its owner fetches it only while they last.
 */
export const exportBook = defineLongWork({
  name: 'registry.export-book',
  schema: Params,
  run: async (deps: ExportDeps, params: ExportParams, work): Promise<LongWorkOutcome> => {
    const asker = await requireAsker(deps, params);
    const spool = await openSpool<BookLine>();
    try {
      const totals = await layDown(deps, { asker, params, spool, work });
      const { file, ...counts } = await writeFile(deps, { asker, params, spool, totals, work });
      return {
        file,
        counts,
        finish: (tx) => record(tx, { deps, asker, params, counts, sha256: file.sha256 }),
      };
    } finally {
      await spool.close();
    }
  },
  mayOpen: async (deps: ExportDeps, actor: Actor, { register }: ExportParams) => {
    const access = await deps.registers.require(actor, register).catch(() => undefined);
    return access !== undefined && mayReadBook(actor, access);
  },
});

async function requireAsker(deps: ExportDeps, params: ExportParams): Promise<Asker> {
  const actor = await resolveAccount(deps, params.username);
  if (actor === undefined) throw noRight();
  const access = await deps.registers.require(actor, params.register);
  if (!mayReadBook(actor, access)) throw noRight();
  return { actor, access };
}

const noRight = () => new AppError('forbidden', 'export.no-right');

type Run = { asker: Asker; params: ExportParams; spool: Spool<BookLine>; work: RunningWork };

// One moment's rows, whatever is amended while they are written: the foot and the totals are theirs.
async function layDown(deps: ExportDeps, { asker, params, spool, work }: Run): Promise<BookTotals> {
  const question = params.question as Parameters<typeof countBookLines>[2];
  const moment = deps.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  const totals = await moment.execute(async (tx) => {
    const counted = await countBookLines(tx, asker, question);
    let read = 0;
    for await (const page of readBookLines(tx, asker, question)) {
      await spool.add(page);
      read += page.length;
      await work.progress('reading', read, counted.count);
    }
    return counted;
  });
  if (totals.count === 0) throw new AppError('conflict', 'export.nothing');
  return totals;
}

async function writeFile(deps: ExportDeps, run: Run & { totals: BookTotals }) {
  const { params, spool, totals, work } = run;
  const say = (done: number) => work.progress('writing', done, totals.count);
  await say(0);
  const isVolumes = params.format === 'pdf' && volumesOf(totals.count) > 1;
  const stream =
    params.format === 'pdf'
      ? writePdf(deps.pdf, { book: await describeBook(deps, run), lines: spool.rows(), onVolume: say })
      : writers[params.format](counted(spool.rows(), say));
  const file = await keepMadeFile(deps, {
    ...{ content: stream, stem: fileName(params), format: isVolumes ? 'zip' : params.format },
  });
  return {
    file,
    rows: totals.count,
    annulled: totals.annulled,
    volumes: isVolumes ? volumesOf(totals.count) : 1,
  };
}

const writers = { csv: writeCsv, xlsx: writeXlsx };

async function* counted(lines: AsyncIterable<BookLine>, say: (done: number) => Promise<void>) {
  let done = 0;
  for await (const line of lines) {
    yield line;
    if (++done % 500 === 0) await say(done);
  }
}

const fileName = ({ register, question: { from, to } }: ExportParams, volume?: string): string =>
  volume === undefined
    ? exportText('file', { register, from, to })
    : exportText('file.volume', { register, from, to, volume });

async function describeBook(deps: ExportDeps, { asker, params, totals }: Run & { totals: BookTotals }) {
  const { from, to } = params.question;
  return {
    institution: await printedInstitution(deps),
    registerName: asker.access.register.name,
    from,
    to,
    scope: await describeScope(deps, asker.access.register, params.question),
    totals,
    written: toLegalTime(deps.clock.now()),
    volumeName: (volume: string) => fileName(params, volume),
  };
}

type Ended = {
  deps: ExportDeps;
  asker: Asker;
  params: ExportParams;
  counts: Readonly<Record<string, number>>;
  sha256: string;
};

function record(
  tx: Parameters<typeof recordEvent>[0],
  { deps, asker, params, counts, sha256 }: Ended,
): Promise<void> {
  const { from, to, ...filter } = params.question;
  return recordEvent(tx, asker.actor, {
    type: 'book.exported',
    at: deps.clock.now(),
    subjectType: 'register',
    subjectId: asker.access.register.id,
    data: {
      format: params.format,
      from,
      to,
      rows: counts.rows ?? 0,
      sha256,
      filter: Object.keys(filter).join(' '),
    },
  });
}
