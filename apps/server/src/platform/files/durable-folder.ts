import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes what was created, renamed or removed in the folder survive a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes folders under `root` durably: each new folder's entry in its parent reaches the disk before this returns.
 * What this process saw durable once is not asked again.
 */
export class DurableFolders {
  readonly #root: string;
  readonly #known = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  async ensure(path: string): Promise<void> {
    if (path === this.#root || this.#known.has(path)) return;
    await this.ensure(dirname(path));
    await mkdir(path, { recursive: true, mode: 0o750 });
    // Even when it was there: another process may have made it a moment ago and not have synced its parent yet.
    await syncFolder(dirname(path));
    this.#known.add(path);
  }
}
