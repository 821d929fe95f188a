import { z } from 'zod';

/** By what works are counted apart; up to two at once, the first down, the second across. */
export const WorksGrouping = z.enum([
  'unit',
  'handler',
  'procedure',
  'category',
  'channel',
  'state',
  'term',
  'month',
  'week',
  'party',
]);
export type WorksGrouping = z.infer<typeof WorksGrouping>;

/**
 * How a work stands with its terms on the day of the question: `in-time` answered by its day, `late` answered after it,
 * `running` open with days left, `overdue` open past its day, `none` without a term of its own. One that has several is
 * as bad as the worst of them.
 */
export const TermStanding = z.enum(['in-time', 'late', 'running', 'overdue', 'none']);
export type TermStanding = z.infer<typeof TermStanding>;

/** `open` is whatever is not closed. */
export const WorksState = z.enum(['open', 'unassigned', 'with-unit', 'with-handler', 'closed']);
export type WorksState = z.infer<typeof WorksState>;

/** A figure of a group; each opens the works that it counts. */
export const WorksFigure = z.enum(['all', 'open', 'closed', ...TermStanding.options]);
export type WorksFigure = z.infer<typeof WorksFigure>;

/**
 * A number of a unit's board; each opens the works that it counts. `soon`: due within seven days. `at-risk`: of those, what
 * is beyond the pace of whoever has it. `up-to-7` and on: open, by days since registration. `came`, `closed` and what
 * follows: of a week, or of the weeks shown.
 */
export const BoardFigure = z.enum([
  ...(['open', 'overdue', 'soon', 'at-risk', 'up-to-7', 'up-to-30', 'up-to-90', 'over-90'] as const),
  ...(['unassigned', 'assigned', 'came', 'closed', 'with-term', 'in-time'] as const),
]);
export type BoardFigure = z.infer<typeof BoardFigure>;

/** Which day of a work lies in the period. */
export const PeriodBasis = z.enum(['registered', 'closed']);
export type PeriodBasis = z.infer<typeof PeriodBasis>;

/** What `null` of a group is called in addresses: works without a unit, a handler, a category, a party. */
export const noGroup = '-';
