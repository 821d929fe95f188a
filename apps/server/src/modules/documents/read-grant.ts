/**
 * What holds documents: an entry what it came with, a file what was added to it, a letter
 * what it became, a message what it carried.
 */
type HolderType = 'entry' | 'case-file' | 'letter' | 'outgoing-message';

type Holder = { readonly id: string; readonly types: readonly HolderType[] };

let make: (holder: Holder) => ReadGrant;
let read: (grant: ReadGrant) => Holder;

/** Leave to read the documents of one holder. Only `grantRead` makes one: a look-alike has no such field inside. */
export class ReadGrant {
  readonly #holder: Holder;

  private constructor(holder: Holder) {
    this.#holder = holder;
  }

  static {
    make = (holder) => new ReadGrant(holder);
    read = (grant) => grant.#holder;
  }
}

const everyType: readonly HolderType[] = ['entry', 'case-file', 'letter', 'outgoing-message'];

/**
 * Called by the policy of whatever holds the documents, after its own query said that the actor may read them. A file
 * bears the id of the entry that opened it: whoever means the entry's papers alone says so by `type`.
 */
export const grantRead = (holderId: string, type?: HolderType): ReadGrant =>
  make({ id: holderId, types: type === undefined ? everyType : [type] });

/** The holder whose documents may be read; throws a `TypeError` for what `grantRead` did not make. */
export const holderOf = (grant: ReadGrant): Holder => read(grant);
