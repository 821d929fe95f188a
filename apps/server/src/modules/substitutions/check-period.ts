import { AppError, longestAbsenceDays } from '@opis/contracts';

const dayMs = 86_400_000;

/** Throws unless the absence is a period that ends today or later and is not longer than the law knows any. */
export function checkPeriod({ firstDay, lastDay }: { firstDay: string; lastDay: string }, today: string) {
  if (lastDay < firstDay) throw wrongLastDay('substitution.period-reversed');
  if (lastDay < today) throw wrongLastDay('substitution.period-past');
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / dayMs + 1;
  if (days > longestAbsenceDays) throw wrongLastDay('substitution.period-too-long');
}

const wrongLastDay = (code: ConstructorParameters<typeof AppError>[1]) =>
  new AppError('validation', code, { fields: [{ path: 'lastDay', code }] });
