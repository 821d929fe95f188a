export function readReport(
  file: string,
  exitCode: number | string,
): { passed: number; failed: number; remark?: string };
