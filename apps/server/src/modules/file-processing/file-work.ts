import type { FileFlag, FileWorkKind, FileWorkStatus } from '@opis/contracts';

/** One work on one content, as far as it has come. */
export type FileWork = {
  readonly sha256: string;
  readonly kind: FileWorkKind;
  readonly status: FileWorkStatus;
  readonly flags: readonly FileFlag[];
  /** Pages behind it; `total` is null while nobody has counted. */
  readonly done: number;
  readonly total: number | null;
  /** Which program did it; null before. */
  readonly tool: string | null;
  /** The name of a virus. */
  readonly detail: string | null;
};

/** What can be read on one page, from 1; an unpaged document has one. */
export type FileText = {
  readonly sha256: string;
  readonly page: number;
  readonly text: string;
  readonly source: 'layer' | 'ocr' | 'office' | 'mail';
};
