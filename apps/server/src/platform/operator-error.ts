/**
 * What whoever runs the program must mend, at a start or on the command line: `message` is a Romanian sentence,
 * printed alone; the exit code is 1.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
