import {
  applyScanEdits,
  type LaidPage,
  type ReadPage,
  type ScanCode,
  type ScanEdit,
  type ScanLayout,
  type ScanRefusal,
  splitBatch,
} from '@opis/contracts';

/** A file that came, as its row says. */
export type BatchRow = {
  id: string;
  office_id: string | null;
  office_code: string | null;
  office_name: string | null;
  counter: string | null;
  uploaded_by: string | null;
  name: string;
  sha256: string | null;
  media_type: string | null;
  size: number;
  arrived_at: Date;
  state: 'reading' | 'ready' | 'refused';
  refusal: ScanRefusal | null;
  page_count: number | null;
  edits: ScanEdit[];
  version: number;
  settled_at: Date | null;
  /** The document that the whole file became, and in whose opis it stands; only of one that was not taken in. */
  document_id: string | null;
  case_file_id: string | null;
};

/** A page as it was read. */
export type PageRow = {
  page: number;
  blank: boolean;
  turned: 0 | 90 | 180 | 270;
  skew: number;
  codes: ScanCode[];
};

/** Where a page went: into a file, or to the counter. */
export type PlacementRow = {
  page: number;
  document_id: string | null;
  case_file_id: string | null;
  upload_id: string | null;
  registration_number: string | null;
};

/** A batch with its pages and where they went. */
export type ReadBatch = {
  readonly row: BatchRow;
  readonly pages: readonly PageRow[];
  readonly placements: readonly PlacementRow[];
};

/** How the pages of the file lie now, those that went into files among them. */
export function layoutOf({ row, pages }: Pick<ReadBatch, 'row' | 'pages'>): ScanLayout {
  return applyScanEdits(splitBatch(pages), row.edits);
}

/** The documents that wait: no page of them went anywhere. Of a file that was not taken in there are none. */
export function waitingStacks(batch: ReadBatch): LaidPage[][] {
  if (batch.row.state !== 'ready') return [];
  const placed = new Set(batch.placements.map(({ page }) => page));
  return layoutOf(batch).stacks.filter((stack) => !stack.some(({ page }) => placed.has(page)));
}

/** The pages of a document as they were read, in its order. */
export function readPagesOf(stack: readonly LaidPage[], pages: readonly PageRow[]): ReadPage[] {
  const byNumber = new Map(pages.map((read) => [read.page, read]));
  return stack.flatMap(({ page }) => byNumber.get(page) ?? []);
}

/** True when these pages are the whole file as it came: then its very bytes are the document. */
export function isUntouched(stack: readonly LaidPage[], { row }: ReadBatch): boolean {
  return (
    row.media_type === 'application/pdf' &&
    stack.length === row.page_count &&
    stack.every((laid, index) => laid.page === index + 1 && laid.turn === 0 && isPlain(laid))
  );
}

const isPlain = ({ straighten, crop }: LaidPage) => straighten === 0 && crop === null;
