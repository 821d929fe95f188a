import type { CopyTariff } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import { listCopyTariffs } from '../../api/information-requests.ts';
import { foldText } from '../../parts/fold-text.ts';

/** Where the prices of copies are kept. */
export const tariffsKey = ['copy-tariffs'] as const;

/** Every price of copies, those that hold first. */
export const useTariffs = () =>
  useQuery({ queryKey: tariffsKey, queryFn: ({ signal }) => listCopyTariffs(signal) });

/** Whether a price holds on a day, is still to come or has ended; it ends on the day from which the next one holds. */
export function standingOf(
  { validFrom, validTo }: Pick<CopyTariff, 'validFrom' | 'validTo'>,
  today: string,
): 'holds' | 'coming' | 'ended' {
  if (validTo !== null && validTo <= today) return 'ended';
  return validFrom > today ? 'coming' : 'holds';
}

/** An amount as people type it, „0,5”, as the server keeps it, `0.50`; what is no amount stays as typed, to be refused. */
export function toLeiAmount(typed: string): string {
  const [, whole, cents = ''] = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(typed.trim()) ?? [];
  return whole === undefined ? typed.trim() : `${Number(whole)}.${cents.padEnd(2, '0')}`;
}

/** A code for a new tariff, out of its name; never that of another, whose price it would end. */
export function codeOf(name: string, taken: readonly string[]): string {
  const base =
    foldText(name)
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 36)
      .replace(/^-+|-+$/g, '') || 'tarif';
  if (!taken.includes(base)) return base;
  let next = 2;
  while (taken.includes(`${base}-${next}`)) next += 1;
  return `${base}-${next}`;
}
