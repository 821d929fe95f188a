import { type DeadlineDay, type DeadlineSheet, formatPlainDate, isPlainDate, RuleId } from '@opis/contracts';
import type { Command } from 'commander';
import { printJson, printLine } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import type { DeadlineBook } from './deadline-book.ts';
import { deadlineText, longDay } from './sheet/deadline-texts.ts';
import { computeSheet } from './sheet/make-sheet.ts';

type Choices = { at: string; extension: string; json: boolean };

/** `opis deadline PET-06 2026-06-29`: the sheet of a term, as text or JSON. */
export function deadlineCommands(program: Command, run: RunCommand<{ deadlines: DeadlineBook }>) {
  program
    .command('deadline')
    .description(deadlineText('command.description'))
    .argument('<regula>', deadlineText('command.rule'))
    .argument('<ziua>', deadlineText('command.start'))
    .option('--at <ora>', deadlineText('command.at'), '00:00')
    .option('--extension <n>', deadlineText('command.extension'), '0')
    .option('--json', deadlineText('command.json'), false)
    .action((rule: string, start: string, { at, extension, json }: Choices) => {
      if (!RuleId.safeParse(rule).success) throw new OperatorError(deadlineText('command.wrong-rule'));
      if (!isPlainDate(start)) throw new OperatorError(deadlineText('command.wrong-start'));
      if (!/^\d{1,3}$/.test(extension)) throw new OperatorError(deadlineText('command.wrong-number'));
      return run(async (deps) => {
        const sheet = await computeSheet(deps, { rule, start, at, extension: Number(extension) });
        if (json) printJson(sheet);
        else for (const line of sheetLines(sheet)) printLine(line);
      });
    });
}

/** The sheet as lines of text. */
export function sheetLines(sheet: DeadlineSheet): string[] {
  const { rule, article, start, target, limit, limitAt, due, doubts, steps, days } = sheet;
  const hour = limitAt && toLegalTime(new Date(limitAt)).time;
  const limitDay = longDay(limit);
  const dates = [
    ['start', longDay(start)],
    ['target', longDay(target)],
    ['limit', hour ? deadlineText('command.hour', { day: limitDay, time: hour }) : limitDay],
    ['due', longDay(due)],
  ] as const;
  const words = doubts.map((doubt) => deadlineText(`doubt.${doubt}`)).join(', ');
  return [
    `${rule.id} · ${article}`,
    ...dates.map(([key, day]) => `  ${deadlineText(`command.${key}-label`).padEnd(9)}${day}`),
    ...(words === '' ? [] : [`  ${deadlineText('command.doubt-line', { doubts: words })}`]),
    '',
    deadlineText('command.steps-title'),
    ...steps.flatMap(({ text, article: law }, at) => [
      `  ${at + 1}. ${text}`,
      ...(law === null ? [] : [`     ${law}`]),
    ]),
    '',
    deadlineText('command.days-title'),
    ...days.filter(({ as, isLimit }) => as !== 'outside' || isLimit).map(dayLine),
  ];
}

function dayLine(day: DeadlineDay): string {
  const notes = [
    ...(day.number === null &&
    (day.as === 'start' || day.as === 'end' || day.as === 'over' || day.as === 'skipped')
      ? [deadlineText(`day.${day.as}`)]
      : []),
    ...(day.off === 'saturday' || day.off === 'sunday' ? [deadlineText(`why.${day.off}`)] : day.names),
    ...(day.isTarget ? [deadlineText('day.target')] : []),
    ...(day.isLimit ? [deadlineText('day.limit')] : []),
  ];
  const number = day.number === null ? '' : String(day.number);
  return `  ${formatPlainDate(day.day)}  ${number.padStart(3)}  ${notes.join(', ')}`.trimEnd();
}
