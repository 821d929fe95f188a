import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { Channel } from '../registry/vocabulary.ts';
import {
  BoardFigure,
  PeriodBasis,
  TermStanding,
  WorksFigure,
  WorksGrouping,
  WorksState,
} from '../reports/vocabulary.ts';
import { CaseFileRow } from './case-files.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';

/** No book is older. */
const ReportDay = PlainDate.refine((day) => day >= '1900-01-01', { error: 'field.invalid' });
/** As the report named it: an id, a code, a month, or none. */
const GroupKey = z.string().regex(/^[a-zA-Z0-9-]{1,80}$/, { error: 'field.invalid' });

/** Which works are counted: those that the asker may see, of a period, narrowed. Both days count. */
export const WorksQuestion = z.strictObject({
  from: ReportDay,
  to: ReportDay,
  basis: PeriodBasis.default('registered'),
  /** A unit and all below it. */
  unit: Code.optional(),
  /** A person of the institution (`CasePerson.id`). */
  handler: Id.optional(),
  procedure: Code.optional(),
  category: Code.optional(),
  register: Code.optional(),
  channel: Channel.optional(),
  state: WorksState.optional(),
  term: TermStanding.optional(),
  /** A person or body, with those merged into it. */
  party: Id.optional(),
});
export type WorksQuestion = z.infer<typeof WorksQuestion>;

/** A question with what it is counted apart by. Errors: `report.period`, `report.same-grouping`. */
export const WorksReportRequest = z.strictObject({
  question: WorksQuestion,
  by: WorksGrouping.default('unit'),
  across: WorksGrouping.optional(),
});
export type WorksReportRequest = z.infer<typeof WorksReportRequest>;
export type WorksReportInput = z.input<typeof WorksReportRequest>;

/** Works counted: `days` is the median from registration to closing of the closed ones, in calendar days. */
export const WorksFigures = z.object({
  all: z.int(),
  open: z.int(),
  closed: z.int(),
  'in-time': z.int(),
  late: z.int(),
  running: z.int(),
  overdue: z.int(),
  none: z.int(),
  days: z.number().nullable(),
});
export type WorksFigures = z.infer<typeof WorksFigures>;

/** A group: `key` goes back in the question for its works, `-` for those that have none; `name` is shown. */
const WorksGroupName = z.object({ key: z.string(), name: z.string() });

/** One row of the report; `across`: works of the row by the second grouping, in the order of the columns. */
export const WorksGroup = WorksGroupName.extend({ figures: WorksFigures, across: z.array(z.int()) });
export type WorksGroup = z.infer<typeof WorksGroup>;

/** At most this many rows, and columns across; what is beyond is counted in the totals and said in `more`. */
export const mostGroups = 500;
export const mostAcross = 24;

/** What a question found. `countedOn`: the legal day on which terms were judged. */
export const WorksReport = z.object({
  countedOn: PlainDate,
  totals: WorksFigures,
  groups: z.array(WorksGroup),
  columns: z.array(WorksGroupName),
  /**
   * How many works stand in each column, in their order: of all groups, also of those that are not shown; each opens its
   * works by `acrossKey` alone.
   */
  across: z.array(z.int()),
  /** Names behind the ids of the question; null where it names none, or one with no work that the asker may see. */
  named: z.object({ handler: z.string().nullable(), party: z.string().nullable() }),
  /** Groups that are not shown. */
  more: z.int(),
});
export type WorksReport = z.infer<typeof WorksReport>;

/** The works behind a figure. `key`, `acrossKey`: the cell's groups; absent: of all. */
export const ListReportedWorksRequest = WorksReportRequest.extend({
  figure: WorksFigure.default('all'),
  key: GroupKey.optional(),
  acrossKey: GroupKey.optional(),
  /** `next` of the page before. */
  after: Id.optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type ListReportedWorksRequest = z.infer<typeof ListReportedWorksRequest>;
export type ListReportedWorksInput = z.input<typeof ListReportedWorksRequest>;
/** Newest first. */
export const ReportedWorks = z.object({ items: z.array(CaseFileRow), next: Id.nullable() });
export type ReportedWorks = z.infer<typeof ReportedWorks>;

export const ReportFormat = z.enum(['pdf', 'xlsx']);
export type ReportFormat = z.infer<typeof ReportFormat>;

/** A report as a file, made in the background. `saved`: the kept one whose title stands on it. */
export const ExportWorksReportRequest = WorksReportRequest.extend({
  requestId: RequestId,
  saved: Id.optional(),
  format: ReportFormat,
});
export type ExportWorksReportRequest = z.infer<typeof ExportWorksReportRequest>;

/** A period that moves with the day of the run: the whole week, month or half-year before it. */
export const ReportRhythm = z.enum(['weekly', 'monthly', 'half-yearly']);
export type ReportRhythm = z.infer<typeof ReportRhythm>;

/**
 * A report that one person keeps. With a rhythm it is made by itself, of the period just ended, on the first day after it;
 * without one the period is that of the question.
 */
export const SavedReport = z.object({
  id: Id,
  title: z.string(),
  request: WorksReportRequest,
  rhythm: ReportRhythm.nullable(),
  format: ReportFormat,
  nextOn: PlainDate.nullable(),
  lastMadeAt: Instant.nullable(),
});
export type SavedReport = z.infer<typeof SavedReport>;
export const SavedReports = z.object({ items: z.array(SavedReport) });
export type SavedReports = z.infer<typeof SavedReports>;

/** Errors: `report.title-taken`, `report.too-many` (thirty are kept), `request.id-reused`. */
export const SaveReportRequest = z.strictObject({
  requestId: RequestId,
  title: typedText(120),
  request: WorksReportRequest,
  rhythm: ReportRhythm.nullable().default(null),
  format: ReportFormat.default('pdf'),
});
export type SaveReportRequest = z.infer<typeof SaveReportRequest>;

/** Works of one person or unit, open now. `soon`: due within seven days. `age`: by days since registration. */
export const BoardLoad = z.object({
  id: Id.nullable(),
  name: z.string(),
  open: z.int(),
  overdue: z.int(),
  soon: z.int(),
  age: z.object({ upTo7: z.int(), upTo30: z.int(), upTo90: z.int(), over90: z.int() }),
  /**
   * How many of those due within seven days would be missed if the person closes as many a week as in the last eight:
   * a reckoning, not a finding.
   */
  atRisk: z.int(),
});
export type BoardLoad = z.infer<typeof BoardLoad>;

/** One week, named by its Monday: papers in, files closed, and of those with a term how many in time. */
export const BoardWeek = z.object({
  monday: PlainDate,
  in: z.int(),
  closed: z.int(),
  inTime: z.int(),
  withTerm: z.int(),
});
export type BoardWeek = z.infer<typeof BoardWeek>;

/** How long works of one procedure take, beside what the law gives: median calendar days of those closed in the weeks shown. */
export const BoardPace = z.object({
  procedure: z.object({ code: z.string(), name: z.string() }),
  closed: z.int(),
  days: z.number(),
  allowed: z.number().nullable(),
});
export type BoardPace = z.infer<typeof BoardPace>;

/** Code of a unit that the asker leads; absent: the first of theirs. */
export const BoardQuery = z.strictObject({ unit: Code.optional() });
export type BoardQuery = z.infer<typeof BoardQuery>;

/** What a head sees of a unit and all below it. Errors: `report.unit-not-led`. */
export const UnitBoard = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  /** Units that the asker leads, to choose from. */
  units: z.array(z.object({ code: z.string(), name: z.string(), depth: z.int() })),
  countedOn: PlainDate,
  people: z.array(BoardLoad),
  below: z.array(BoardLoad),
  weeks: z.array(BoardWeek),
  pace: z.array(BoardPace),
  /** Waits for the head's own hand. */
  unassigned: z.int(),
  /** Open past their day, and due within seven days; with a person or still with a unit. */
  overdue: z.int(),
  soon: z.int(),
});
export type UnitBoard = z.infer<typeof UnitBoard>;

/**
 * The works behind a number of a board: of all in it, of one person (`handler`), of a unit right below and all under it
 * (`below`), of one week (its Monday), of one procedure. Errors: `report.unit-not-led`.
 */
export const ListBoardWorksQuery = z.strictObject({
  unit: Code.optional(),
  figure: BoardFigure,
  handler: Id.optional(),
  below: Id.optional(),
  week: PlainDate.optional(),
  procedure: Code.optional(),
  /** `next` of the page before. */
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListBoardWorksQuery = z.infer<typeof ListBoardWorksQuery>;
export type ListBoardWorksInput = Omit<ListBoardWorksQuery, 'limit'>;

/** Monthly lists of requests not finished 30 days after registration, of the structures that the asker leads (M10). */
export const UnfinishedLists = z.object({
  items: z.array(
    z.object({
      id: Id,
      month: PlainDate,
      countedOn: PlainDate,
      unit: z.string(),
      works: z.int(),
      mailedAt: Instant.nullable(),
    }),
  ),
});
export type UnfinishedLists = z.infer<typeof UnfinishedLists>;
