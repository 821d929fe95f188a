import { AppError } from '@opis/contracts';
import type { Db } from '../../../platform/db.ts';
import type { Procedure, ProcedureKey } from './procedure.ts';
import { findVersion, readNewest } from './procedure-store.ts';

/**
 * Procedures, kept in memory for `keepMs` for whoever asks thousands of times a second; one that is not found there is
 * looked for in the database. It reads on the pool: ask before a transaction, not inside one.
 */
export type ProcedureBook = {
  /** The newest version of each, by code; those that are retired too. */
  list(): Promise<readonly Procedure[]>;
  newest(code: string): Promise<Procedure | undefined>;
  /** One version; throws `procedure.not-found`. Versions never change, so each is read once. */
  version(key: ProcedureKey): Promise<Procedure>;
  /** Forgets what is newest, after this process declared another. */
  forget(): void;
};

type Options = { db: Db; keepMs?: number; elapsedMs?: () => number };

/** Opens the book; one for the process. */
export function procedureBook({
  db,
  keepMs = 3_000,
  elapsedMs = () => performance.now(),
}: Options): ProcedureBook {
  const versions = new Map<string, Procedure>();
  let kept: { list: readonly Procedure[]; readAt: number } | undefined;

  async function read(): Promise<readonly Procedure[]> {
    const readAt = elapsedMs();
    const list = await readNewest(db);
    kept = { list, readAt };
    return list;
  }
  const list = async () => (kept !== undefined && elapsedMs() - kept.readAt < keepMs ? kept.list : read());
  const find = (all: readonly Procedure[], code: string) => all.find((procedure) => procedure.code === code);

  return {
    list,
    newest: async (code) => find(await list(), code) ?? find(await read(), code),
    async version(key) {
      const name = `${key.code} ${key.version}`;
      const found = versions.get(name) ?? (await findVersion(db, key));
      if (found === undefined) throw new AppError('not-found', 'procedure.not-found');
      versions.set(name, found);
      return found;
    },
    forget: () => {
      kept = undefined;
    },
  };
}
