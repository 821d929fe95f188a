/** What whoever starts the program must mend: `message` is a Romanian sentence, printed alone, exit code 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
