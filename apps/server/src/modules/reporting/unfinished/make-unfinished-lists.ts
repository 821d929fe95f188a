import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { formatPlainDate, mailedAddress } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Clock, type LegalTime, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { newId } from '../../../platform/ids.ts';
import { defineJob } from '../../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../../platform/jobs/schedules.ts';
import type { Mailer } from '../../../platform/mail/mailer.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { listPeopleOfUnits } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { type PrintedInstitution, printedInstitution, reportFrame } from '../../registry/index.ts';
import { reportText } from '../report-texts.ts';
import {
  listLeaders,
  listStructures,
  listUnfinished,
  type Structure,
  type UnfinishedWork,
} from './read-unfinished.ts';

export type UnfinishedDeps = {
  db: Db;
  clock: Clock;
  files: FileStore;
  organisation: OrganisationDirectory;
  pdf: PdfRenderer;
  publicUrl: string;
  /** Undefined: the lists are kept, nobody is mailed. */
  mailer: Mailer | undefined;
};

const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/reporting/unfinished/unfinished-list.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

/**
 * Once a month, for each structure of rank I that has any, and for the institution's own of what is in no other: the list
 * of requests not finished 30 days after registration, kept as it was made and mailed to who leads the structure (M10). Safe to repeat: a month and a structure have one list.
 */
export async function makeUnfinishedLists(deps: UnfinishedDeps): Promise<{ made: number; mailed: number }> {
  const legal = toLegalTime(deps.clock.now());
  let made = 0;
  for (const structure of await listStructures(deps.db)) {
    if (await makeOne(deps, structure, legal)) made++;
  }
  return { made, mailed: await mailWaiting(deps, legal) };
}

const monthOf = ({ date }: LegalTime) => `${date.slice(0, 8)}01`;

async function makeOne(deps: UnfinishedDeps, structure: Structure, legal: LegalTime): Promise<boolean> {
  const month = monthOf(legal);
  const known = await sql`
    SELECT FROM unfinished_lists WHERE unfinished_lists.month = ${month} AND unfinished_lists.unit_id = ${structure.id}
  `.execute(deps.db);
  if (known.rows.length > 0) return false;
  const works = await listUnfinished(deps.db, { structure, today: legal.date });
  if (works.length === 0) return false;
  const institution = await printedInstitution(deps);
  const bytes = await deps.pdf.render({
    main: 'main.typ',
    sources,
    data: toListData({ structure, works, institution, legal }),
  });
  const received = await deps.files.receive(Readable.from([bytes]), {
    maxBytes: Number.MAX_SAFE_INTEGER,
    forbiddenTypes: [],
  });
  try {
    await received.keep();
  } finally {
    await received.discard();
  }
  const { numAffectedRows } = await sql`
    INSERT INTO unfinished_lists (id, month, unit_id, counted_on, made_at, works, sha256, size)
    VALUES (${newId()}, ${month}, ${structure.id}, ${legal.date}, ${deps.clock.now()}, ${works.length},
      decode(${received.sha256}, 'hex'), ${received.size})
    ON CONFLICT DO NOTHING
  `.execute(deps.db);
  return numAffectedRows === 1n;
}

type ListParts = {
  structure: Structure;
  works: readonly UnfinishedWork[];
  institution: PrintedInstitution;
  legal: LegalTime;
};

const columns = ['number', 'subject', 'unit', 'handler', 'days', 'due'] as const;

/** The texts that the template lays out. */
export function toListData({ structure, works, institution, legal }: ListParts) {
  const day = formatPlainDate(legal.date);
  const none = reportText('unfinished.none');
  return {
    ...reportFrame(institution, legal, reportText),
    title: reportText('unfinished.heading', { day }),
    to: reportText('unfinished.to', { name: structure.name }),
    heading: reportText('unfinished.heading', { day }),
    letter: [reportText('unfinished.letter', { count: works.length, day }), reportText('unfinished.ask')],
    columns: columns.map((column) => reportText(`unfinished.column.${column}`)),
    rows: works.map((work) => [
      work.registrationNumber,
      work.subject,
      work.unit ?? reportText('unfinished.no-unit'),
      work.handler ?? none,
      String(work.days),
      work.dueOn === null ? none : formatPlainDate(work.dueOn),
    ]),
    totals: reportText('unfinished.totals', { count: works.length }),
    signature: reportText('unfinished.signature'),
  };
}

type Waiting = { id: string; unitId: string; unit: string; month: string; works: number; sha256: string };

/** Mails the lists of this month that nobody was mailed yet; one that does not go waits for the next day. */
async function mailWaiting(deps: UnfinishedDeps, legal: LegalTime): Promise<number> {
  const { db, mailer, clock } = deps;
  if (mailer === undefined) return 0;
  const { rows } = await sql<Waiting>`
    SELECT unfinished_lists.id, unfinished_lists.unit_id AS "unitId", units.name AS unit, unfinished_lists.month,
      unfinished_lists.works, encode(unfinished_lists.sha256, 'hex') AS sha256
    FROM unfinished_lists JOIN units ON units.id = unfinished_lists.unit_id
    WHERE unfinished_lists.month = ${monthOf(legal)} AND unfinished_lists.mailed_at IS NULL ORDER BY unfinished_lists.id
  `.execute(db);
  let mailed = 0;
  for (const list of rows) {
    const people = await listPeopleOfUnits(db, {
      unitIds: [list.unitId],
      today: legal.date,
      now: clock.now(),
    });
    const leaders = await listLeaders(
      db,
      people.filter(({ leads }) => leads).map(({ id }) => id),
    );
    if (leaders.length === 0) continue;
    await mailer.send({
      to: leaders.map(({ email }) => email),
      subject: reportText('unfinished.mail.subject', { count: list.works }),
      text: reportText('unfinished.mail.text', {
        unit: list.unit,
        count: list.works,
        address: mailedAddress(deps.publicUrl, 'unfinished'),
      }),
      attachments: [
        {
          filename: `${reportText('unfinished.file', { month: list.month.slice(0, 7) })}.pdf`,
          content: await readWhole(deps.files, list.sha256),
          contentType: 'application/pdf',
        },
      ],
    });
    await sql`UPDATE unfinished_lists SET mailed_at = ${clock.now()} WHERE unfinished_lists.id = ${list.id}`.execute(
      db,
    );
    mailed++;
  }
  return mailed;
}

/** A paper of a few pages, whole. */
export async function readWhole(files: FileStore, sha256: string): Promise<Buffer> {
  const stream = await files.open(sha256);
  if (stream === undefined) throw new Error('a list that was kept is not in the file store');
  return buffer(stream);
}

export const makeUnfinishedListsJob = defineJob({
  name: 'reporting.make-unfinished-lists',
  schema: z.strictObject({}),
  run: async (deps: UnfinishedDeps, _payload, { log }) => {
    const { made, mailed } = await makeUnfinishedLists(deps);
    if (made + mailed > 0) log.info({ made, mailed }, 'lists of unfinished requests');
  },
});

/** Looked at each morning: what was missed on the first day of the month is made on the next. */
export const unfinishedListsSchedule = defineSchedule(
  'reporting.make-unfinished-lists',
  makeUnfinishedListsJob,
  { atTime: '06:30', payload: {} },
);
