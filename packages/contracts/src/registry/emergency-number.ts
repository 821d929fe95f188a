/** A number of an emergency book: `U2-0007/2026` is the seventh of the office whose prefix is `U2`. */
export type EmergencyNumber = { prefix: string; number: number; year: number };

const form = /^U([1-9]\d{0,3})\s*-\s*0*([1-9]\d{0,3})\s*(?:\/|din)\s*(\d{4})$/;

/** `U2-0007/2026`. */
export function formatEmergencyNumber({ prefix, number, year }: EmergencyNumber): string {
  return `${prefix}-${String(number).padStart(4, '0')}/${year}`;
}

/** Reads `U2-0007/2026`, `u2-7 / 2026`, `nr. U2-0007 din 2026`; undefined when it is none. */
export function parseEmergencyNumber(text: string): EmergencyNumber | undefined {
  const line = text
    .normalize('NFC')
    .trim()
    .replace(/^nr\b\.?\s*/i, '')
    .replace(/^u/, 'U');
  const found = form.exec(line);
  if (!found) return undefined;
  return { prefix: `U${found[1]}`, number: Number(found[2]), year: Number(found[3]) };
}
