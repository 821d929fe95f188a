import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { Actor, IdentityDeps } from '../identity/index.ts';
import type { RegisterDirectory } from '../registry/index.ts';

/** What lies open in units, and how it passes to another unit: the module of case files fits it. */
export type UnitFiles = {
  /** Open files by unit; units without any are absent. */
  countOpen(db: Db | Tx): Promise<ReadonlyMap<string, number>>;
  /** Hands every open file of a unit over to another, in the actor's name; gives how many. Safe to repeat. */
  handOver(actor: Actor, units: { fromUnitId: string; toUnitId: string }): Promise<number>;
};

/** What administration needs; `forget` drops what this process keeps of the organisation and of callers. */
export type AdministrationDeps = {
  db: Db;
  clock: Clock;
  identity: IdentityDeps;
  registers: RegisterDirectory;
  unitFiles: UnitFiles;
  /** Base of the addresses of this installation, for links. */
  publicUrl: string;
  forget(): void;
};
