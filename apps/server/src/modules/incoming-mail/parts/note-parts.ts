import { AppError, type PartNotes } from '@opis/contracts';
import { sql } from 'kysely';
import { toShownPages } from '../../documents/index.ts';
import { describeFiles } from '../../file-processing/index.ts';
import type { Actor } from '../../identity/index.ts';
import { messageSight } from '../sight.ts';
import type { PartDeps } from './open-part.ts';

type Row = { ordinal: number; sha256: string; mediaType: string; pages: number | null };

/** What there is to know of the files of a message, and how many pages of each can be seen. Error: `incoming-mail.not-found`. */
export async function noteParts(deps: PartDeps, actor: Actor, id: string): Promise<PartNotes> {
  const { visible } = await messageSight(deps, actor);
  const seen = await sql`
    SELECT FROM incoming_messages WHERE incoming_messages.id = ${id} AND ${visible}`.execute(deps.db);
  if (seen.rows.length === 0) throw new AppError('not-found', 'incoming-mail.not-found');
  const { rows } = await sql<Row>`
    SELECT incoming_parts.ordinal, incoming_parts.sha256, blobs.media_type AS "mediaType", blobs.preview_pages AS pages
    FROM incoming_parts JOIN blobs ON blobs.sha256 = incoming_parts.sha256
    WHERE incoming_parts.message_id = ${id} AND incoming_parts.kind NOT IN ('text', 'html')
    ORDER BY incoming_parts.ordinal`.execute(deps.db);
  const notesOf = await describeFiles(
    deps,
    rows.map(({ sha256 }) => sha256),
  );
  return {
    items: rows.map((row) => ({ ordinal: row.ordinal, pages: toShownPages(row), ...notesOf(row.sha256) })),
  };
}
