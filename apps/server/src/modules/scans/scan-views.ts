import {
  entryCodesOf,
  type FileNotes,
  type LaidPage,
  type LastScan,
  proposeEntry,
  type ScanBatch,
  type ScanDetail,
  type ScanPage,
  type ScanStack,
  type ScanTray,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { FileGuard } from '../documents/index.ts';
import { describeFiles } from '../file-processing/index.ts';
import type { Actor } from '../identity/index.ts';
import { type BatchRow, layoutOf, type ReadBatch, readPagesOf, waitingStacks } from './scan-batch.ts';
import { type FoundEntry, findLabelled, type ScanEntryDeps } from './scan-entries.ts';
import { scansInReach } from './scan-reach.ts';
import { completeBatches, requireBatch, selectBatches } from './scan-store.ts';

export type ScanViewDeps = ScanEntryDeps & {
  fileGuard: FileGuard;
  /** Whether folders are watched. */
  watching: boolean;
};

const most = 200;

/** What waits for this person: files that are read, that could not be read, and those with pages that are nowhere. */
export async function listScans(deps: ScanViewDeps, actor: Actor): Promise<ScanTray> {
  const { rows } = await sql<BatchRow>`
    ${selectBatches} WHERE scan_batches.settled_at IS NULL AND ${scansInReach(actor)}
    ORDER BY scan_batches.arrived_at, scan_batches.id LIMIT ${most}`.execute(deps.db);
  const items = await toBatches(deps, await completeBatches(deps.db, rows, deps.clock.now()));
  return { items, counters: await listCounters(deps, actor), watching: deps.watching };
}

async function listCounters({ db }: ScanViewDeps, { officeId }: Actor): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    SELECT scan_counters.code FROM scan_counters WHERE scan_counters.office_id = ${officeId}
    ORDER BY scan_counters.code`.execute(db);
  return rows.map(({ code }) => code);
}

/** One file with its pages as they lie, where each document is proposed to go, and where others went. */
export async function readScanDetail(deps: ScanViewDeps, actor: Actor, id: string): Promise<ScanDetail> {
  const batch = await requireBatch(deps.db, actor, { id, now: deps.clock.now() });
  const waiting = waitingStacks(batch);
  const codes = batch.pages.flatMap((page) => entryCodesOf(page.codes));
  const entries = await findLabelled(deps, actor, [...new Set(codes)]);
  const seen = toPages(batch);
  const [shown] = await toBatches(deps, [batch]);
  if (shown === undefined) throw new Error('one batch is one');
  return {
    ...shown,
    version: batch.row.version,
    stacks: waiting.map((stack) => toStack(stack, { batch, entries, seen })),
    aside: batch.row.state === 'ready' ? seen(layoutOf(batch).aside) : [],
    filed: toFiled(batch),
    canUndo: batch.row.edits.length > 0,
  };
}

function toStack(
  stack: readonly LaidPage[],
  {
    batch,
    entries,
    seen,
  }: {
    batch: ReadBatch;
    entries: ReadonlyMap<string, FoundEntry>;
    seen: (laid: readonly LaidPage[]) => ScanPage[];
  },
): ScanStack {
  const { code, doubts } = proposeEntry(
    readPagesOf(stack, batch.pages),
    (text) => entries.get(text)?.weighed,
  );
  const entry = code === null ? null : (entries.get(code)?.shown ?? null);
  return { pages: seen(stack), entry, doubts: [...doubts] };
}

const toPages = ({ pages }: ReadBatch) => {
  const byNumber = new Map(pages.map((read) => [read.page, read]));
  return (laid: readonly LaidPage[]): ScanPage[] =>
    laid.flatMap((each) => {
      const read = byNumber.get(each.page);
      return read ? [{ ...each, blank: read.blank, skew: read.skew, codes: read.codes }] : [];
    });
};

function toFiled({ placements }: ReadBatch): ScanDetail['filed'] {
  const groups = Map.groupBy(placements, ({ document_id, upload_id }) => document_id ?? upload_id);
  return [...groups.values()].map((group) => ({
    pages: group.map(({ page }) => page),
    registrationNumber: group[0]?.registration_number ?? null,
    caseFileId: group[0]?.case_file_id ?? null,
  }));
}

async function toBatches(deps: ScanViewDeps, batches: readonly ReadBatch[]): Promise<ScanBatch[]> {
  const notesOf = await describeFiles(
    deps,
    batches.flatMap(({ row }) => row.sha256 ?? []),
  );
  const nothing = { lines: [], openable: true };
  return batches.map((batch) => ({
    ...toBatch(batch),
    ...(batch.row.sha256 === null ? nothing : notesOf(batch.row.sha256)),
  }));
}

function toBatch(batch: ReadBatch): Omit<ScanBatch, keyof FileNotes> {
  const { row, pages } = batch;
  return {
    id: row.id,
    name: row.name,
    arrivedAt: row.arrived_at.toISOString(),
    office: row.office_code && row.office_name ? { code: row.office_code, name: row.office_name } : null,
    counter: row.counter,
    state: row.state,
    refusal: row.refusal,
    pages: row.page_count,
    pagesRead: pages.length,
    pagesWaiting: waitingStacks(batch).flat().length,
    kept: row.sha256 !== null,
  };
}

/** What came last at the counter and waits, its first document that no label names. */
export async function readLastScan(
  deps: ScanViewDeps,
  actor: Actor,
  { counter = null }: { counter?: string | null },
): Promise<LastScan> {
  const { rows } = await sql<BatchRow>`
    ${selectBatches} WHERE scan_batches.settled_at IS NULL AND scan_batches.state = 'ready' AND ${scansInReach(actor)}
      AND scan_batches.office_id IS NOT DISTINCT FROM ${actor.officeId}
      AND scan_batches.counter IS NOT DISTINCT FROM ${counter}
    ORDER BY scan_batches.arrived_at DESC, scan_batches.id DESC LIMIT 20`.execute(deps.db);
  for (const batch of await completeBatches(deps.db, rows, deps.clock.now())) {
    const stack = takeable(batch);
    if (stack === undefined) continue;
    const { id, name, arrived_at: arrivedAt } = batch.row;
    return { scan: { id, name, arrivedAt: arrivedAt.toISOString(), pages: stack.map(({ page }) => page) } };
  }
  return { scan: null };
}

/** The document that the counter takes: the first that waits and that no label or receipt names. */
export function takeable(batch: ReadBatch): LaidPage[] | undefined {
  return waitingStacks(batch).find((stack) =>
    readPagesOf(stack, batch.pages).every(({ codes }) => entryCodesOf(codes).length === 0),
  );
}
