import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/** The signed lines, oldest first, as they stand in the database. */
export async function listHeadLines(db: Db): Promise<{ day: string; line: string }[]> {
  const { rows } = await sql<{ day: string; line: string }>`
    SELECT head_lines.day, head_lines.line FROM head_lines ORDER BY head_lines.day
  `.execute(db);
  return rows;
}

/**
 * Brings `heads.jsonl` in each folder up to date by appending the lines it lacks; what is there already is never
 * touched, so a witness on another machine keeps what it was once given. Durable when it returns.
 */
export async function writeWitnessFiles(db: Db, folders: readonly string[]): Promise<void> {
  const lines = (await listHeadLines(db)).map(({ line }) => line);
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'heads.jsonl');
    const kept = new Set((await readFile(path, 'utf8').catch(() => '')).split('\n'));
    const missing = lines.filter((line) => !kept.has(line));
    if (missing.length === 0) continue;
    const file = await open(path, 'a', 0o644);
    try {
      await file.writeFile(missing.map((line) => `${line}\n`).join(''));
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}
