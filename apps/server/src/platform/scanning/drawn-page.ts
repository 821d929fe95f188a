/** A page drawn in grey, one byte a point. `dpi` is null when the file does not say how large the page is. */
export type DrawnPage = {
  readonly grey: Buffer;
  readonly width: number;
  readonly height: number;
  readonly dpi: number | null;
};

/** Pages are read at this many points an inch: the narrowest bar of a label (0.375 mm) is then three points wide. */
export const readingDpi = 200;

/** Larger drawings are made coarser: A3 at 200 dpi has 8 million points. */
export const maxPoints = 16_000_000;
