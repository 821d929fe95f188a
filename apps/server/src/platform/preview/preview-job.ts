/** One thing asked of the preview process: how many pages can be shown, or the picture of one (from 1). */
export type PreviewJob = {
  readonly path: string;
  readonly mediaType: string;
  /** Absent: count. */
  readonly page?: number | undefined;
};

/**
 * What it answers. `refused` is an English word for the log: the file is kept all the same. `spent`: the reader threw,
 * and nothing more may be asked of this process (pdfium, once aborted, refuses every file that follows).
 */
export type PreviewAnswer =
  | { readonly pages: number }
  | { readonly png: Uint8Array }
  | { readonly refused: string; readonly spent?: boolean };

/** More pages than this are not drawn: the file can be downloaded. */
export const maxShownPages = 200;

/** An A4 page at 150 dpi; every picture fits in this, upright or lying. */
export const longSide = 1754;
export const shortSide = 1240;
