import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../identity/index.ts';
import { type RegisterDirectory, type RegisterInSight, registersInSight } from '../registry/index.ts';

/**
 * What somebody may find. Of `whole` registers every row; of `open` ones (not confidential) the rows whose file they may
 * read, by its names of files too; of `sealed` ones, which name them, everything.
 */
export type SearchSight = {
  known: readonly RegisterInSight[];
  whole: readonly string[];
  open: readonly string[];
  sealed: readonly string[];
  principals: readonly string[];
};

export async function sightOf(registers: RegisterDirectory, actor: Actor): Promise<SearchSight> {
  const known = await registersInSight(registers, actor);
  const ids = (keep: (one: RegisterInSight) => boolean) =>
    known.filter(keep).map(({ register }) => register.id);
  return {
    known,
    whole: ids(({ whole }) => whole),
    open: ids(({ register }) => register.kind !== 'confidential'),
    sealed: ids(({ register, whole }) => register.kind === 'confidential' && whole),
    principals: actor.principals,
  };
}

/** True for a row `found` of the index whose file may be read. */
export function mayReadFile(sight: SearchSight): RawBuilder<boolean> {
  // LIMIT: each row is looked up in the readers, never all their rows gathered first.
  return sql<boolean>`(found.register_id = ANY (${sight.sealed}::uuid[]) OR (found.register_id = ANY (${sight.open}::uuid[])
    AND (SELECT true FROM entry_readers WHERE entry_readers.book_id = found.book_id AND entry_readers.number = found.number
      AND entry_readers.principal = ANY (${sight.principals}::uuid[]) LIMIT 1) IS TRUE))`;
}

/** True for a row `found` of the index that may be seen at all. */
export function maySee(sight: SearchSight): RawBuilder<boolean> {
  return sql<boolean>`(found.register_id = ANY (${sight.whole}::uuid[]) OR ${mayReadFile(sight)})`;
}

/**
 * True for a row `held` of the index of documents that lies where it says, beside its entry's row `found`. An entry's
 * own document cannot leave it; one of a case file goes where that is joined, and the index follows only later.
 */
export const liesThere = sql<boolean>`(NOT held.own OR EXISTS (SELECT FROM case_items
  JOIN entries AS opening ON opening.id = case_items.case_file_id
  WHERE case_items.document_id = held.document_id AND opening.book_id = held.book_id AND opening.number = held.number))`;
