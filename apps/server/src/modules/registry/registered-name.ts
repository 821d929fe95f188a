import { parseRegistrationNumber } from '@opis/contracts';

const maxStem = 60;

/** Names that a scanner or telephone gives say nothing of what the paper is. */
const meaningless =
  /^(?:scan|scanned|scanare|img|image|imagine|dsc|pxl|photo|whatsapp-image|document|doc|file|untitled|fara-titlu|poza|copy)?[\d-]*$/;

/**
 * The name under which a registered document is offered: number, year and what it was called, in plain letters
 * (`12345_2026_cerere.pdf`), so that it is found again on any disk. The name that it came with stays on the screen.
 */
export function registeredName({
  number,
  year,
  name,
}: {
  number: string;
  year: number;
  name: string;
}): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[a-z0-9]{1,8})?$/is.exec(name.trim()) ?? [];
  const plain = toPlain(stem).slice(0, maxStem).replace(/-+$/, '');
  const said = meaningless.test(plain) ? 'document' : plain;
  return `${toPlain(number)}_${year}_${said}${extension.toLowerCase()}`;
}

/** The same for a number as it is written (`12345/29.06.2026`); the name alone when it is none. */
export function nameByNumber(registrationNumber: string, name: string): string {
  const written = parseRegistrationNumber(registrationNumber);
  return written ? registeredName({ number: String(written.number), year: written.year, name }) : name;
}

const toPlain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
