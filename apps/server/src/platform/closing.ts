/** What was opened and must be closed again, in the reverse order. */
export type Closing = {
  /** Has `close` called by `closeAll`, before everything that was added earlier. */
  add(close: () => Promise<unknown> | unknown): void;
  /** Closes everything once; goes on after a failure and throws the first at the end. */
  closeAll(): Promise<void>;
};

/** An empty list of things to close. */
export function createClosing(): Closing {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const closeAll = async () => {
    const failures: unknown[] = [];
    for (const close of closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return { add: (close) => closers.push(close), closeAll };
}
