import type { RevertOutcome } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { IdentityDeps } from '../identity/index.ts';
import type { UnitFiles } from '../organisation/index.ts';
import type { RegisterDirectory } from '../registry/index.ts';

/** The closing of a unit whose files pass: in whose name, and whether there is anything more to be done for it. */
export type FilesHandover = { id: string; accountId: string; goesOn(tx: Tx): Promise<boolean> };

/** What lies open in units, and how it passes to another unit and back: the module of case files fits it. */
export type PassingFiles = UnitFiles & {
  /** Hands every open file of a unit over to another; gives how many. Safe to repeat. */
  handOver(handover: FilesHandover & { fromUnitId: string; toUnitId: string }): Promise<number>;
  /** Gives back what passed and nobody touched since; gives how many. Safe to repeat. */
  giveBack(handover: FilesHandover & { toUnitId: string }): Promise<number>;
  /** How many files went back, and the numbers of those that stayed because somebody had acted on them. */
  describeReturn(handoverIds: readonly string[]): Promise<RevertOutcome>;
};

/** What administration needs; `forget` drops what this process keeps of the organisation and of callers. */
export type AdministrationDeps = {
  db: Db;
  clock: Clock;
  identity: IdentityDeps;
  registers: RegisterDirectory;
  unitFiles: PassingFiles;
  /** Base of the addresses of this installation, for links. */
  publicUrl: string;
  forget(): void;
};
