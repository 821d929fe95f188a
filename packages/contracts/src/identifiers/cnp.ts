import { isPlainDate } from '../registry/registration-number.ts';
import { toBareIdentifier } from './bare-identifier.ts';
import { countrywideCnpCode, countyByCnpCode } from './cnp-county.ts';

/**
 * What a valid CNP says of its holder. `sex` is null when the first digit does not tell it (9). `birthDates` are plain
 * dates: one, or for resident foreigners (7, 8, 9), whose century is not written, each century that fits. `county` is
 * the car-plate code of the county that gave it, null for the countrywide code 70.
 */
export type Cnp = {
  readonly value: string;
  readonly sex: 'male' | 'female' | null;
  readonly birthDates: readonly string[];
  readonly county: string | null;
};

/** `today` is the plain date in Europe/Bucharest; `extraCounties` are JJ codes accepted beside the known ones. */
export type CnpRules = { readonly today: string; readonly extraCounties?: readonly string[] };

const form = /^([1-9])(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})\d$/;

const centuries: Readonly<Record<string, readonly string[]>> = {
  '1': ['19'],
  '2': ['19'],
  '3': ['18'],
  '4': ['18'],
  '5': ['20'],
  '6': ['20'],
  '7': ['19', '20'],
  '8': ['19', '20'],
  '9': ['19', '20'],
};

/**
 * Reads a personal numeric code (`S AA LL ZZ JJ NNN C`, OUG 97/2005), with or without spaces, dots and
 * hyphens. Undefined when it is not one: form, check digit, county, serial 000, a day that does not exist or is in the
 * future.
 */
export function parseCnp(text: string, rules: CnpRules): Cnp | undefined {
  const value = toBareIdentifier(text);
  const [, first = '', year, month, day, county = '', serial] = form.exec(value) ?? [];
  if (serial === undefined || serial === '000') return undefined;
  if (cnpCheckDigit(value) !== value.at(-1) || !isKnownCounty(county, rules)) return undefined;
  const birthDates = (centuries[first] ?? [])
    .map((century) => `${century}${year}-${month}-${day}`)
    .filter((date) => isPlainDate(date) && date <= rules.today);
  if (birthDates.length === 0) return undefined;
  return { value, sex: sexOf(first), birthDates, county: countyByCnpCode[county] ?? null };
}

/** `1960229129672` → `1••••••••••72`: how a CNP stands on every screen, list and paper unless it was revealed. */
export function maskCnp(cnp: string): string {
  return `${cnp.slice(0, 1)}${'•'.repeat(10)}${cnp.slice(-2)}`;
}

/** The thirteenth digit, from the first twelve: key 279146358279, remainder of 11, ten written as 1. */
export function cnpCheckDigit(cnp: string): string {
  const remainder =
    [...'279146358279'].reduce((sum, weight, at) => sum + Number(weight) * Number(cnp[at]), 0) % 11;
  return String(remainder === 10 ? 1 : remainder);
}

function isKnownCounty(code: string, rules: CnpRules): boolean {
  return code in countyByCnpCode || code === countrywideCnpCode || (rules.extraCounties ?? []).includes(code);
}

function sexOf(first: string): Cnp['sex'] {
  if (first === '9') return null;
  return Number(first) % 2 === 1 ? 'male' : 'female';
}
