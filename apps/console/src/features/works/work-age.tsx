import { Icon } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { daysBetween } from './group-works.ts';

/** How long ago it was registered; the date stands in the number beside it. No term: none is counted yet. */
export function WorkAge({ day, time }: { day: string; time: string }) {
  const t = useText();
  const days = daysBetween(day, useToday());
  return (
    <span className="work-age">
      <Icon name="calendar" size={14} />
      {days <= 0 ? t('works.age-today', { time }) : t('works.age', { days })}
    </span>
  );
}
