import type { Permission } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import { mayInRegister, type RegisterDirectory } from '../registers.ts';
import { readerOf } from './entry-filter.ts';

/**
 * Which rows and files of all books somebody may see: for modules above whose queries cross registers. The conditions
 * qualify `entries` and `books`.
 */
export type EntryReach = {
  /** Ids of the registers in which the actor holds this; being named on a confidential one gives every right in it. */
  registersWith(permission: Permission): readonly string[];
  /** The row of the book: its registrars and the readers of the file. */
  readonly rowVisible: RawBuilder<boolean>;
  /** The file: its readers; in a confidential register whoever is named on it. */
  readonly fileReadable: RawBuilder<boolean>;
};

/** Computes the reach of one actor; asks once which confidential registers name them. */
export async function readEntryReach(
  deps: { registers: RegisterDirectory },
  actor: Actor,
): Promise<EntryReach> {
  const all = await deps.registers.list(actor);
  const idsOf = (kept: typeof all) => kept.map(({ register }) => register.id);
  const books = idsOf(all.filter((access) => mayReadBook(actor, access)));
  const named = idsOf(all.filter(({ member }) => member));
  const inOneOf = (ids: readonly string[]) => sql<boolean>`books.register_id = ANY (${ids}::uuid[])`;
  return {
    registersWith: (permission) => idsOf(all.filter((access) => mayInRegister(actor, access, permission))),
    rowVisible: sql<boolean>`(${inOneOf(books)} OR ${readerOf(actor)})`,
    fileReadable: sql<boolean>`(${inOneOf(named)} OR ${readerOf(actor)})`,
  };
}
