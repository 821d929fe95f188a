import { describeFailure, isNoFailure } from '../platform/cli/describe-failure.ts';

/** Ends the process with 1 when `program` throws: with a sentence for whoever can mend it, else with the whole trace. */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  // Whoever listened may be gone (a closed terminal, a pipe cut short): what is open is closed all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    await program();
  } catch (error) {
    if (isNoFailure(error)) return;
    process.stderr.write(`${describeFailure(error) ?? describeFault(error)}\n`);
    process.exitCode = 1;
  }
}

const describeFault = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
