export type Failure = { name: string; message: string };
export function readReport(
  file: string,
  exitCode: number | string,
): { passed: number; failed: number; remark?: string };
export function readFailures(file: string): Failure[];
export function writeFailures(failures: (Failure & { suite: string })[]): string[];
