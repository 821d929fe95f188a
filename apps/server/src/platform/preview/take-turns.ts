/**
 * Runs works one after another, in the order asked. Who waited longer than this for the turn is answered undefined, and
 * the work is not done.
 */
export function takeTurns(maxWaitMs: number): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  let last = Promise.resolve();
  return (work) =>
    new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        resolve(undefined);
      }, maxWaitMs);
      last = last.then(async () => {
        clearTimeout(timer);
        if (!late) await work().then(resolve, reject);
      });
    });
}
