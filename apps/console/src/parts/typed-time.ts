/** Reads an hour as hands write it: `9`, `9:5`, `9.05`, `905`, `0905`. `09:05`, or undefined when it is none. */
export function readTypedTime(text: string): string | undefined {
  const bare = text.trim();
  const parted = /^(\d{1,2})(?:[:.,\s]\s?(\d{1,2}))?$/.exec(bare);
  const together = /^(\d{1,2})(\d{2})$/.exec(bare);
  const [, hour, minute = '0'] = parted ?? together ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
