import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Hashes of all objects in a store's folder, and how many half-received files wait. */
export async function lyingIn(root: string): Promise<{ objects: string[]; temporary: number }> {
  const found = await readdir(join(root, 'objects'), { recursive: true, withFileTypes: true });
  const temporary = await readdir(join(root, 'tmp'));
  const objects = found.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return { objects: objects.sort(), temporary: temporary.length };
}
