import type { LaidPage, SeenCode } from '@opis/contracts';

/** A scan that came: where its bytes lie now. */
export type ScanSource = { readonly path: string; readonly mediaType: string };

/** What is asked of the process that reads scans. Pages count from 1. */
export type ScanJob = ScanSource &
  (
    | { readonly task: 'count' }
    | { readonly task: 'read'; readonly from: number; readonly to: number }
    | { readonly task: 'draw'; readonly laid: LaidPage }
    | { readonly task: 'assemble'; readonly pages: readonly LaidPage[] }
  );

/** What was seen on a page. */
export type SeenPage = {
  readonly page: number;
  readonly blank: boolean;
  /** Degrees clockwise from upright, by the one code of ours on it. */
  readonly turned: 0 | 90 | 180 | 270;
  /** Degrees clockwise that its lines are off the level. */
  readonly skew: number;
  readonly codes: readonly SeenCode[];
  /** WebP. */
  readonly thumbnail: Uint8Array;
};

/** What it answers, by the task. */
export type ScanAnswer =
  | { readonly count: number }
  | { readonly read: readonly SeenPage[] }
  | { readonly png: Uint8Array }
  | { readonly pdf: Uint8Array };
