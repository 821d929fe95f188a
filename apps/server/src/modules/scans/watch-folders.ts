import { lstat, mkdir, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { examineEnds, type FileMark, openFolderFile } from './folder-file.ts';
import {
  findKnown,
  putAside,
  refuseFile,
  type TakeDeps,
  takeFile,
  takenFolder,
  type WatchedFolder,
} from './take-file.ts';

export type WatchDeps = TakeDeps & {
  /** Absolute. Under it a folder for each office, by its code, and in that one for each counter. */
  scanDir: string;
};

/** What was seen of a file at the last look, and since when it is so. */
type Sight = { mark: FileMark; since: number; known: boolean };

// A printer pauses between pages; what did not grow for so long is thought to be finished.
const stableMs = 2_000;
/** So long the end of a file may be missing before it is shown as broken off. */
const patienceMs = 60_000;
const counterForm = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Looks at the watched folders again and again. Nothing is kept in memory that a second process or a new start would
 * need: whether a file was taken in, the database says.
 */
export class FolderWatch {
  readonly #deps: WatchDeps;
  readonly #sights = new Map<string, Sight>();

  constructor(deps: WatchDeps) {
    this.#deps = deps;
  }

  /** One look at everything; returns how many files were taken in. A folder that fails does not hold up the others. */
  async look(): Promise<number> {
    let taken = 0;
    const seen = new Set<string>();
    for (const folder of await this.#listFolders()) {
      const names = await readdir(folder.path).catch(() => []);
      for (const name of names.filter(isVisible)) {
        const path = join(folder.path, name);
        seen.add(path);
        if (await this.#lookAt(folder, name, path)) taken += 1;
      }
    }
    for (const path of this.#sights.keys()) if (!seen.has(path)) this.#sights.delete(path);
    return taken;
  }

  async #lookAt(folder: WatchedFolder, name: string, path: string): Promise<boolean> {
    const opened = await openFolderFile(path);
    if (opened === undefined) return false;
    const { mark } = opened;
    const now = this.#deps.clock.now().getTime();
    const before = this.#sights.get(path);
    const isSame = before?.mark.size === mark.size && before.mark.modifiedMs === mark.modifiedMs;
    const sight = isSame && before ? before : { mark, since: now, known: false };
    this.#sights.set(path, sight);
    try {
      if (sight.known || now - sight.since < stableMs) return false;
      return await this.#settle(folder, { name, opened, sight, waited: now - sight.since });
    } finally {
      if ('handle' in opened) await opened.handle.close().catch(() => {});
    }
  }

  async #settle(
    folder: WatchedFolder,
    {
      name,
      opened,
      sight,
      waited,
    }: {
      name: string;
      opened: NonNullable<Awaited<ReturnType<typeof openFolderFile>>>;
      sight: Sight;
      waited: number;
    },
  ): Promise<boolean> {
    const file = { name, mark: sight.mark };
    const known = await findKnown(this.#deps, folder, file);
    sight.known = known !== undefined;
    if (known === 'taken') await putAside(this.#deps, folder, name);
    if (known !== undefined) return false;
    if ('refusal' in opened) {
      sight.known = await refuseFile(this.#deps, folder, { ...file, refusal: opened.refusal });
      return false;
    }
    const ends = sight.mark.size === 0 ? 'unfinished' : await examineEnds(opened.handle, sight.mark.size);
    if (ends === 'unfinished' && waited < patienceMs) return false;
    if (ends !== 'whole') {
      const broken = sight.mark.size === 0 ? 'empty' : 'incomplete';
      const refusal = ends === 'foreign' ? 'foreign-type' : broken;
      sight.known = await refuseFile(this.#deps, folder, { ...file, refusal });
      return false;
    }
    sight.known = await takeFile(this.#deps, folder, file);
    return sight.known;
  }

  async #listFolders(): Promise<WatchedFolder[]> {
    const { db, scanDir } = this.#deps;
    const base = await realpath(scanDir);
    const { rows } = await sql<{ id: string; code: string }>`
      SELECT offices.id, offices.code FROM offices WHERE offices.closed_on IS NULL ORDER BY offices.code
    `.execute(db);
    const folders: WatchedFolder[] = [];
    for (const { id: officeId, code } of rows.filter((office) => counterForm.test(office.code))) {
      const office = join(base, code);
      if (!(await prepareFolder(office))) continue;
      folders.push({ path: office, officeId, counter: null });
      for (const counter of await this.#listCounters(officeId, office))
        if (await prepareFolder(join(office, counter)))
          folders.push({ path: join(office, counter), officeId, counter });
    }
    return folders;
  }

  async #listCounters(officeId: string, office: string): Promise<string[]> {
    const entries = await readdir(office, { withFileTypes: true }).catch(() => []);
    const codes = entries
      .filter((entry) => entry.isDirectory() && entry.name !== takenFolder && counterForm.test(entry.name))
      .map(({ name }) => name);
    await sql`
      INSERT INTO scan_counters (office_id, code, seen_at)
      SELECT ${officeId}, code, ${this.#deps.clock.now()} FROM unnest(${codes}::text[]) AS code
      ON CONFLICT DO NOTHING`.execute(this.#deps.db);
    return codes;
  }
}

// Half-written names of scanners and what desktops leave behind; everything else is shown, be it only as refused.
const isVisible = (name: string) =>
  name !== takenFolder && !/^[.~]|^(thumbs\.db|desktop\.ini)$|\.(tmp|part|partial|crdownload)$/i.test(name);

/** Makes the folder with its place for what was taken in; false when a link or something else lies there. */
async function prepareFolder(path: string): Promise<boolean> {
  await mkdir(path, { recursive: true }).catch(() => {});
  const about = await lstat(path).catch(() => undefined);
  if (!about?.isDirectory()) return false;
  await mkdir(join(path, takenFolder)).catch(() => {});
  return true;
}

/** Looks again and again until `stop`; a look that fails is logged and tried again. */
export function startFolderWatch(deps: WatchDeps, { everyMs = 1_000 } = {}): { stop(): Promise<void> } {
  const watch = new FolderWatch(deps);
  let current: Promise<unknown> | undefined;
  const look = () => {
    current ??= watch
      .look()
      .catch((error: Error) =>
        deps.log.error({ reason: error.message }, 'the folders of scans cannot be read'),
      )
      .finally(() => {
        current = undefined;
      });
  };
  const timer = setInterval(look, everyMs).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await current;
    },
  };
}
