import { type DeadlineRule, formatPlainDate, weekdayOf } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/deadlines.ro.json' with { type: 'json' };

export const deadlineText = openTexts(messages);

type Key = keyof typeof messages;

/** The name of a weekday, from 1 (luni) to 7. */
export const weekdayName = (weekday: number) => deadlineText(`weekday.${weekday}` as Key);

/** „luni, 27.07.2026”. */
export const longDay = (day: string) => `${weekdayName(weekdayOf(day))}, ${formatPlainDate(day)}`;

/** „art. 8 alin. (1) din O.G. nr. 27/2002”. */
export const articleOf = ({ article, act }: Pick<DeadlineRule, 'article' | 'act'>) =>
  deadlineText('article', { article, act });
