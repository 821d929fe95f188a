import { type Cnp, cnpCheckDigit } from './cnp.ts';

/** Serials from 900 up are hardly ever given out: made-up persons take theirs from there. */
const firstSyntheticSerial = 900;

/** Who the made-up person is; `county` is the two-digit JJ, `resident` makes a resident foreigner (7, 8, 9). */
export type CnpSpec = {
  readonly birthDate: string;
  readonly sex: Cnp['sex'];
  readonly county: string;
  /** 900 to 999. */
  readonly serial: number;
  readonly resident?: boolean;
};

/** A valid CNP of a made-up person, for tests and the demonstration. Throws RangeError on anything else. */
export function generateCnp(spec: CnpSpec): string {
  if (!Number.isInteger(spec.serial) || spec.serial < firstSyntheticSerial || spec.serial > 999) {
    throw new RangeError('A synthetic CNP has a serial from 900 to 999');
  }
  const [year = '', month, day] = spec.birthDate.split('-');
  const body = `${firstDigit(spec, year)}${year.slice(2)}${month}${day}${spec.county}${spec.serial}`;
  return body + cnpCheckDigit(body);
}

const bases: Readonly<Record<string, number>> = { '18': 3, '19': 1, '20': 5 };

function firstDigit(spec: CnpSpec, year: string): number {
  if (spec.sex === null) return 9;
  const base = spec.resident ? 7 : bases[year.slice(0, 2)];
  if (base === undefined) throw new RangeError('A CNP holds births from 1800 to 2099');
  return spec.sex === 'male' ? base : base + 1;
}
