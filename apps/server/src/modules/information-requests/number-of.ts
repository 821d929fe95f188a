import { formatPlainDate } from '@opis/contracts';
import { informationText } from './information-text.ts';
import type { RequestRecord } from './request-store.ts';

/** „nr. 12345 din 29.06.2026”, as letters cite it. */
export const numberOf = ({ number, registeredOn }: Pick<RequestRecord, 'number' | 'registeredOn'>): string =>
  informationText('registration', { number: String(number), date: formatPlainDate(registeredOn) });
