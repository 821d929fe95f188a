import { z } from 'zod';
import { Instant, PlainDate } from '../api/fields.ts';
import { Certainty, CountMode, DeadlineUnit, GivenDate } from './vocabulary.ts';

/** The name of a rule of the institution's own, `INST-AUT-20`: four letters, so that none of ours can ever be called so. */
export const OwnRuleId = z
  .string()
  .regex(/^INST-[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,2}$/, { error: 'deadline-file.own-id' })
  .meta({ example: 'INST-AUT-20' });

/** The name of a rule, `PET-06` or `INST-AUT-20`; the same through all its dated versions. */
export const RuleId = z
  .string()
  .regex(/^(?:[A-Z]{3}-\d{2}(-[A-Z0-9]{1,4})?|INST-[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,2})$/, {
    error: 'field.invalid',
  })
  .meta({ example: 'PET-06' });

/** `shipped`: it came with the program; `institution`: imported here, in doubt until a lawyer has checked it. */
export const LawOrigin = z.enum(['shipped', 'institution']);
export type LawOrigin = z.infer<typeof LawOrigin>;

/** A rule of law about a term, as it is between two days: data with its act and article, never code. */
export const DeadlineRule = z.object({
  id: RuleId,
  /** What it asks for, in Romanian: „răspunsul la petiție”. */
  name: z.string(),
  act: z.string(),
  article: z.string(),
  value: z.number().int().positive(),
  unit: DeadlineUnit,
  countMode: CountMode,
  /** `before`: counted back from a day; the last day on which the act may still be done. */
  direction: z.enum(['after', 'before']),
  /** From what it runs, in Romanian: „de la înregistrare”. */
  startsFrom: z.string(),
  /** What meets it, in Romanian: „la plecarea răspunsului”. */
  stopsWith: z.string(),
  /** The most that it can be extended by, once, in its own unit; 0: it cannot. */
  extensionCap: z.number().int().min(0),
  /** Article that allows it; null when it cannot be extended. */
  extensionArticle: z.string().nullable(),
  suspendable: z.boolean(),
  /** What suspends it, with the article; null: the law lets nothing stop it. */
  suspendedBy: z.string().nullable(),
  certainty: Certainty,
  countModeCertainty: Certainty,
  /** Where it was read. */
  source: z.string(),
  origin: LawOrigin,
  /** When a lawyer of the institution vouched for value, act and article; null: nobody has. */
  checkedOn: PlainDate.nullable(),
  checkedBy: z.string().nullable(),
  /** The same of its count mode; only then may `given` be `limit`. */
  countModeCheckedOn: PlainDate.nullable(),
  countModeCheckedBy: z.string().nullable(),
  given: GivenDate,
  validFrom: PlainDate,
  /** First day on which it no longer holds; null: it holds. */
  validTo: PlainDate.nullable(),
});
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/** From which moment a term runs: the legal day, and for hours the instant too. */
export const DeadlineStart = z.object({ on: PlainDate, at: Instant.optional() });
export type DeadlineStart = z.infer<typeof DeadlineStart>;

/**
 * What of a rule nobody vouched for yet: a value known from memory, or brought in by the institution however sure it says to
 * be of it; a count mode that no lawyer has checked.
 */
export function doubtsOf(
  rule: Pick<DeadlineRule, 'certainty' | 'origin' | 'checkedOn' | 'countModeCheckedOn'>,
): ('rule' | 'count-mode')[] {
  const isSure = rule.certainty !== 'K' && rule.origin === 'shipped';
  return [
    ...(!isSure && rule.checkedOn === null ? (['rule'] as const) : []),
    ...(rule.countModeCheckedOn === null ? (['count-mode'] as const) : []),
  ];
}
