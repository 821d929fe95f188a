let make: (holderId: string) => ReadGrant;
let read: (grant: ReadGrant) => string;

/** Leave to read the documents of one holder. Only `grantRead` makes one: a look-alike has no such field inside. */
export class ReadGrant {
  readonly #holderId: string;

  private constructor(holderId: string) {
    this.#holderId = holderId;
  }

  static {
    make = (holderId) => new ReadGrant(holderId);
    read = (grant) => grant.#holderId;
  }
}

/** Called by the policy of whatever holds the documents, after its own query said that the actor may read them. */
export const grantRead = (holderId: string): ReadGrant => make(holderId);

/** The holder (entry) whose documents may be read; throws a `TypeError` for what `grantRead` did not make. */
export const holderOf = (grant: ReadGrant): string => read(grant);
