import { formatPlainDate } from '@opis/contracts';
import { deadlineText } from '../sheet/deadline-texts.ts';
import type { LawForecast } from './import-law.ts';
import { changesOf } from './plan-law.ts';

/** What an import would do, line by line, for whoever decides on it. */
export function sayForecast({ versions, holidays, moving }: LawForecast): string[] {
  if (versions.length + holidays.length === 0) return [deadlineText('file.same')];
  return [
    ...versions.flatMap(sayVersion),
    ...holidays.flatMap(sayHoliday),
    ...(holidays.length > 0 ? [deadlineText('file.moving', { count: moving })] : []),
  ];
}

function sayVersion(version: LawForecast['versions'][number]): string[] {
  const { id, name, act, article, value, countMode, validFrom } = version.rule;
  const said = { id, name, act, article, value: String(value), from: formatPlainDate(validFrom) };
  const mode = deadlineText(`mode.${countMode}`);
  if (version.before === null) return [deadlineText('file.new', { ...said, mode })];
  return [
    deadlineText('file.version', said),
    ...changesOf(version).map((change) => `  ${deadlineText('file.change', change)}`),
    `  ${deadlineText('file.running', { count: version.running })}`,
  ];
}

function sayHoliday({ holiday, ends, days }: LawForecast['holidays'][number]): string[] {
  const { name, act, article, fromYear, untilYear } = holiday;
  const said = { name, act, article, from: String(fromYear), until: String(untilYear ?? '') };
  const shown = days.slice(0, 3).map(formatPlainDate).join(', ');
  return [
    deadlineText(
      ends ? 'file.holiday-ends' : untilYear === null ? 'file.holiday' : 'file.holiday-between',
      said,
    ),
    ...(shown === '' ? [] : [`  ${deadlineText('file.holiday-days', { days: shown })}`]),
  ];
}
