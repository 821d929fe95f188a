import { formatPlainDate, type InformationRegisterRow, type InformationReportLine } from '@opis/contracts';
import { informationText } from '../information-text.ts';

/** Nature of the answer in words, with the grounds of a refusal. */
export function showAnswer({ result, grounds }: Pick<InformationRegisterRow, 'result' | 'grounds'>): string {
  if (result === null) return informationText('result.open');
  const words = informationText(`result.${result}`);
  return grounds.length === 0
    ? words
    : informationText('result.grounds', { words, grounds: grounds.join('; ') });
}

/** A day, or a bar where there is none. */
export const showDay = (day: string | null): string => (day === null ? '—' : formatPlainDate(day));

const lei = new Intl.NumberFormat('ro', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('ro');

/** A figure of the report in words: „1.270,50 lei”, „da”, a bar where nobody said anything. */
export function showValue({
  kind,
  asks,
  value,
}: Pick<InformationReportLine, 'kind' | 'asks' | 'value'>): string {
  if (value === null) return '—';
  if (kind === 'count') return whole.format(Number(value));
  if (kind === 'sum') return informationText('lei', { amount: lei.format(Number(value)) });
  if (asks === 'yes-no') return informationText(value === 'da' ? 'yes' : 'no');
  return value;
}
