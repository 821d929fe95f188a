/** One thing asked of the preview process: how many pages can be shown, or the picture of one (from 1). */
export type PreviewJob = {
  readonly path: string;
  readonly mediaType: string;
  /** Absent: count. */
  readonly page?: number | undefined;
};

/**
 * That a file cannot be read: an English word for the log, and the file is kept all the same. `spent`: the reader
 * threw, and nothing more may be asked of this process (pdfium, once aborted, refuses every file that follows).
 */
export type Refusal = { readonly refused: string; readonly spent?: boolean };

/** What it answers. */
export type PreviewAnswer = { readonly pages: number } | { readonly png: Uint8Array } | Refusal;

/** More pages than this are not drawn: the file can be downloaded. */
export const maxShownPages = 200;

/** An A4 page at 150 dpi; every picture fits in this, upright or lying. */
export const longSide = 1754;
export const shortSide = 1240;
