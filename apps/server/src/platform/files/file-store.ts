import type { Readable } from 'node:stream';

/** Immutable bytes: `sha256` in lower-case hex is their only name, `size` is in bytes. */
export type StoredFile = { readonly sha256: string; readonly size: number; readonly mediaType: string };

/** What may come in. `forbiddenTypes` are media types told from the bytes, or whole families (`video/*`). */
export type ReceiveLimits = { readonly maxBytes: number; readonly forbiddenTypes: readonly string[] };

/** Bytes that came in whole and were hashed, but that nobody may name yet. */
export type ReceivedFile = StoredFile & {
  /** A copy on this machine, readable until `discard`. */
  readonly localPath: string;
  /**
   * Makes the bytes durable under their hash. Call it inside the transaction that names them, with the lock on their
   * row held: a sweeper waits for the same lock, so what `keep` has seen there stays there.
   */
  keep(): Promise<void>;
  /** Lets go of what this machine holds; call it always, kept or not. */
  discard(): Promise<void>;
};

/**
 * Content-addressed store. A file is whole and durable before its name exists, and is never changed afterwards.
 * Every failure of the disk or of the far side is an `AppError` (`document.storage-full`, `document.storage-unavailable`).
 */
export type FileStore = {
  /**
   * Takes a stream in, in flat memory, and tells its type from its bytes. Errors: `document.empty`,
   * `document.too-large` (while streaming), `document.type-forbidden`, `document.upload-interrupted`,
   * `document.storage-full`; after any of them nothing is left behind.
   */
  receive(bytes: AsyncIterable<Uint8Array>, limits: ReceiveLimits): Promise<ReceivedFile>;
  /** The bytes, as they lie; undefined when there are none under this hash. */
  open(sha256: string): Promise<Readable | undefined>;
  has(sha256: string): Promise<boolean>;
  /** For the sweeper alone, with the lock on the row held. Nothing happens when there is nothing. */
  remove(sha256: string): Promise<void>;
  /** Calls `use` with the path of the bytes on this machine; undefined when there are none under this hash. */
  withLocalCopy<T>(sha256: string, use: (path: string) => Promise<T>): Promise<T | undefined>;
  /** Hashes of what was last written before this moment, in no order. */
  listOlderThan(moment: Date): AsyncIterable<string>;
  /** Removes half-received files that a crash left before this moment; returns how many. */
  sweepTemporary(moment: Date): Promise<number>;
};
