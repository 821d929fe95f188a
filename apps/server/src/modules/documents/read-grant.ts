let make: (holderId: string) => ReadGrant;

/** Leave to read the documents of one holder. Only `grantRead` makes one: a look-alike object has no such field inside. */
export class ReadGrant {
  readonly #holderId: string;

  /** Not for callers: `grantRead` is the door. */
  private constructor(holderId: string) {
    this.#holderId = holderId;
  }

  static {
    make = (holderId) => new ReadGrant(holderId);
  }

  /** The holder (entry) whose documents may be read. */
  get holderId(): string {
    return this.#holderId;
  }
}

/** Called by the policy of whatever holds the documents, after its own query said that the actor may read them. */
export const grantRead = (holderId: string): ReadGrant => make(holderId);
