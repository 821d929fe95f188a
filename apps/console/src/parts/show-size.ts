const oneDecimal = new Intl.NumberFormat('ro', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('ro', { maximumFractionDigits: 0 });

/** `42 KB`, `3,4 MB`; a size in bytes as people compare files. */
export function showSize(bytes: number): string {
  if (bytes < 1024) return `${whole.format(bytes)}\u00a0B`;
  if (bytes < 1024 * 1024) return `${whole.format(bytes / 1024)}\u00a0KB`;
  if (bytes < 1024 ** 3) return `${oneDecimal.format(bytes / 1024 ** 2)}\u00a0MB`;
  return `${oneDecimal.format(bytes / 1024 ** 3)}\u00a0GB`;
}
