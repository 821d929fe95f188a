import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { PlainDate } from './fields.ts';

/** Why somebody is away; nothing more is asked, so that no health data is kept. */
export const AbsenceReason = z.enum(['leave', 'sick-leave', 'delegation', 'training', 'other']);
export type AbsenceReason = z.infer<typeof AbsenceReason>;

/** Longest absence that may be declared at once, in days: leave for raising a child (OUG 111/2010, art. 2). */
export const longestAbsenceDays = 732;

const Period = {
  /** Somebody who works here. */
  substituteId: Id,
  /** First day away, and the first on which the substitute acts (from midnight, Europe/Bucharest). */
  firstDay: PlainDate,
  /** Last day away; the rights return by themselves at its midnight. */
  lastDay: PlainDate,
  reason: AbsenceReason,
  /** The open works of who is away lie with the substitute meanwhile, and come back by themselves at the end. */
  handOver: z.boolean().default(false),
};

/** Declares that somebody is away and who stands in. Without `absentId`: the caller. */
export const DeclareSubstitutionRequest = z.strictObject({
  requestId: RequestId,
  absentId: Id.optional(),
  ...Period,
});
export type DeclareSubstitutionRequest = z.infer<typeof DeclareSubstitutionRequest>;

/** What holds from now on; the earlier declaration is ended at this moment and stays readable. */
export const ChangeSubstitutionRequest = z.strictObject({ requestId: RequestId, ...Period });
export type ChangeSubstitutionRequest = z.infer<typeof ChangeSubstitutionRequest>;

/** Takes the rights back now, before the last day; one that has not begun is cancelled. */
export const EndSubstitutionRequest = z.strictObject({ requestId: RequestId });
export type EndSubstitutionRequest = z.infer<typeof EndSubstitutionRequest>;

const Person = z.object({ staffId: Id, displayName: z.string() });

/** One absence with its substitute. */
export const Substitution = z.object({
  id: Id,
  absent: Person,
  substitute: Person,
  firstDay: PlainDate,
  lastDay: PlainDate,
  reason: AbsenceReason,
  handOver: z.boolean(),
  /** Name of whoever declared it. */
  declaredBy: z.string(),
  state: z.enum(['coming', 'current', 'past']),
  /** Who acts today: the substitute, or, while they are away too, the person who stands in for them. */
  actingToday: Person.nullable(),
  /** What the caller may do with it now. */
  actions: z.array(z.enum(['change', 'end'])),
});
export type Substitution = z.infer<typeof Substitution>;
export const Substitutions = z.object({ items: z.array(Substitution) });

/**
 * `mine`: where the caller is away or stands in, past ones of the last year too. `team`: of the people for whom the
 * caller may declare, current and coming ones.
 */
export const ListSubstitutionsQuery = z.strictObject({ whose: z.enum(['mine', 'team']).default('mine') });
export type ListSubstitutionsQuery = z.infer<typeof ListSubstitutionsQuery>;

/** Somebody who works here today, for choosing a substitute. */
export const Colleague = Person.extend({
  /** Mark of the person (*marca*), by which commands name them. */
  staffCode: z.string(),
  title: z.string(),
  unit: z.string().nullable(),
  /** True when the caller may declare this person's absence: their own, their unit's, or anybody's. */
  mayDeclare: z.boolean(),
});
export type Colleague = z.infer<typeof Colleague>;
export const Colleagues = z.object({ items: z.array(Colleague) });

/** Somebody whose rights the caller has today, and until which day (inclusive). */
export const StandingIn = Person.extend({ until: PlainDate });
export type StandingIn = z.infer<typeof StandingIn>;
