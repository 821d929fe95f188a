import type { FileStoreRun } from '../measure/file-store.ts';
import type { FulltextFigures } from '../measure/fulltext.ts';
import type { IntakeFigures } from '../measure/intake.ts';
import type { MixedFigures } from '../measure/mixed-load.ts';
import type { OcrFigures } from '../measure/ocr.ts';
import type { RegistrationRound, SlowFlushRound } from '../measure/registration-rounds.ts';
import type { ScanFigures } from '../measure/scans.ts';
import type { SearchFigures } from '../measure/searches.ts';
import type { ServerMemory } from '../measure/server-memory.ts';
import type { StartTimes } from '../measure/start-times.ts';

/** Where and when it was measured. */
export type Machine = {
  measuredAt: string;
  /** Abbreviated hash; with `+` behind when files were changed since. */
  commit: string;
  processor: string;
  cores: number;
  memoryBytes: number;
  system: string;
  node: string;
  postgres: string;
  pgbench: string;
  /** One write of 8 KiB and its fdatasync, median. */
  flushMs: number;
  /** Processes that wanted a core in the minute before: above zero, others were at work too. */
  loadBefore: number;
};

/** Registrations that were acknowledged, all of them in the book, which `opis verify` found whole. */
export type Proof = { registrations: number };

/** Everything that a run of the bench found; `docs/benchmarks.json` is this. */
export type Figures = {
  machine: Machine;
  secondsPerRun: number;
  registrations: readonly RegistrationRound[];
  slowFlush: readonly SlowFlushRound[];
  proof: Proof;
  memory: ServerMemory;
  fileStore: readonly (readonly FileStoreRun[])[];
  starts: StartTimes;
  /** By size of the set, the smallest first; absent until they were measured. */
  searches?: readonly SearchFigures[];
  fulltext?: FulltextFigures;
  /** E-mails until they have their numbers. */
  intake?: IntakeFigures;
  scans?: ScanFigures;
  /** Recognition of scanned pages. */
  ocr?: OcrFigures;
  mixed?: MixedFigures;
};
