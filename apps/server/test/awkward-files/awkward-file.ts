/** A file with one defect, and what must come of reading it: all of it together comes of no other file of the corpus. */
export type AwkwardFile = {
  /** The defect. */
  readonly name: string;
  readonly bytes: () => Buffer | Promise<Buffer>;
  /** How its reading ends: `done`, or `flagged` with what is told; `unread`: there is no text in such a type. */
  readonly ends: string;
  /** What is read of it, and stands in no other file. */
  readonly reads?: string | RegExp;
  /** What stands in the file and must not be read. */
  readonly leaves?: string;
  readonly pages?: number;
  /** What it is taken for, by its content. */
  readonly type?: string;
  /** What the reader said when it gave the file up. */
  readonly why?: string | RegExp;
  /** In the sample of every day. */
  readonly daily?: true;
};
