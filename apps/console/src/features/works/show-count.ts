import type { CaseCount } from '@opis/contracts';

/** „40”, or „2.000+” where counting further would only cost. */
export function showCount({ count, more }: CaseCount): string {
  return more ? `${count.toLocaleString('ro')}+` : String(count);
}
