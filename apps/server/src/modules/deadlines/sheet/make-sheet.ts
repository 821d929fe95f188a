import {
  AppError,
  type ComputeDeadlineQuery,
  type DeadlineRule,
  type DeadlineSheet,
  type DeadlineStart,
  doubtsOf,
  type Prolonged,
  type SheetExtension,
} from '@opis/contracts';
import { fromLegalTime } from '../../../platform/clock.ts';
import type { DeadlineBook, LawSnapshot, RuleRef } from '../deadline-book.ts';
import { articleOf } from './deadline-texts.ts';
import { describeSteps } from './describe-steps.ts';

/** The sheet of a rule from a day: what `compute`, the command line, the screen and the paper show. */
export async function computeSheet(
  { deadlines }: { deadlines: DeadlineBook },
  { rule, start, at = '00:00', extension }: ComputeDeadlineQuery,
): Promise<DeadlineSheet> {
  const moment = fromLegalTime(start, at);
  if (moment === undefined) throw new AppError('validation', 'request.invalid');
  return makeSheet(await deadlines.read(), {
    rule,
    start: { on: start, at: moment.toISOString() },
    prolonged: { extension },
  });
}

/** The sheet by a law that was read. `start.at` matters to hours alone. */
export function makeSheet(
  law: LawSnapshot,
  { rule: ref, start, prolonged = {} }: { rule: RuleRef; start: DeadlineStart; prolonged?: Prolonged },
): DeadlineSheet {
  const explained = law.explain(ref, start, prolonged);
  const { rule, target, limit, limitAt, due } = explained;
  const { extension = 0, suspendedDays = 0 } = prolonged;
  return {
    ...{ rule, article: articleOf(rule), start: start.on, target, limit, limitAt, due },
    doubts: doubtsOf(rule),
    ...{ extendedBy: extension, suspendedDays },
    steps: describeSteps(rule, start.on, explained),
    days: [...explained.days],
    extension: extension > 0 ? null : extend(law, { rule, start, suspendedDays }),
  };
}

/** With the most that the law allows. */
function extend(
  law: LawSnapshot,
  { rule, start, suspendedDays }: { rule: DeadlineRule; start: DeadlineStart; suspendedDays: number },
): SheetExtension | null {
  const by = rule.extensionCap;
  if (by === 0) return null;
  const { target, limit, due } = law.dates(rule, start, { extension: by, suspendedDays });
  return { by, target, limit, due };
}
