import { type RawBuilder, sql } from 'kysely';

/** Letters of a file as rows of `id` and `kind`, for the chronology of the file, which lies below; rights are its own. */
export const lettersOfFile = (fileId: string): RawBuilder<unknown> =>
  sql`SELECT letters.id, letters.kind FROM letters WHERE letters.case_file_id = ${fileId}`;
