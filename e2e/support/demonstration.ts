import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder in which the set-up of the journeys left a demonstration; the workers inherit it. */
export const demonstrationVariable = 'TEST_DEMONSTRATION_DIR';

/** A new folder that the database's own user can pass through. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'opis-product-'));
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * A data folder with the demonstration in it: a copy of the one that the set-up made, or an empty one that the product
 * fills by itself. Owners are kept, the database's user among them.
 */
export function aDemonstrationFolder(): string {
  const folder = makeDataFolder();
  const made = process.env[demonstrationVariable];
  if (made !== undefined) execFileSync('cp', ['-a', '--reflink=auto', `${made}/.`, folder]);
  chmodSync(folder, 0o711);
  return folder;
}
