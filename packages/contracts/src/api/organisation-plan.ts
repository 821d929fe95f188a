import { z } from 'zod';
import { parseEmail } from '../identifiers/email.ts';
import { Code, PlainDate, typedText } from './fields.ts';

/** How a text of a row is checked: as typed by a person, or as it stands already. */
type Text = (max: number, min?: number) => z.ZodType<string, string>;

/** How long a file is kept: whole years, `P` (permanent), or years after which the commission looks again (`10 C.S.`). */
export const Retention = z.string().regex(/^(?:P|[1-9]\d{0,2}(?: C\.S\.)?)$/, { error: 'field.invalid' });

const StaffCode = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, { error: 'field.invalid' });

const WorkEmail = z
  .string()
  .max(254)
  .refine((text) => parseEmail(text) !== undefined, { error: 'party.email-invalid' })
  .transform((text) => parseEmail(text) ?? text);

/** The institution as its public pages and papers name it; left out of a plan, it stays as it is. */
const institutionOf = (text: Text) =>
  z.strictObject({
    name: text(200),
    shortName: text(60),
    council: text(200, 0).default(''),
    address: text(300, 0).default(''),
    phone: text(60, 0).default(''),
    email: text(320, 0).default(''),
    website: text(200, 0).default(''),
    openingHours: text(200, 0).default(''),
  });

const firstDayWithout = PlainDate.nullable().default(null);

const planOf = (text: Text) =>
  z.strictObject({
    institution: institutionOf(text).optional(),
    offices: z
      .array(
        z.strictObject({
          code: Code,
          name: text(200),
          address: text(300),
          /** First day on which it no longer receives papers. */
          closedOn: firstDayWithout,
        }),
      )
      .default([]),
    units: z
      .array(
        z.strictObject({
          code: Code,
          parent: Code.nullable(),
          name: text(200),
          shortName: text(80),
          /** First day on which it no longer receives papers. */
          closedOn: firstDayWithout,
          /** The unit that took over from a closed one. */
          successor: Code.nullable().default(null),
        }),
      )
      .default([]),
    positions: z
      .array(
        z.strictObject({
          unit: Code,
          name: text(120),
          leads: z.boolean().default(false),
          seats: z.int().min(1).max(999).default(1),
        }),
      )
      .default([]),
    staff: z
      .array(
        z.strictObject({
          code: StaffCode,
          givenName: text(120),
          familyName: text(120),
          /** As shown beside the name: „registrator, ghișeul 2”. */
          title: text(120),
          position: z.strictObject({ unit: Code, name: text(120) }).nullable(),
          office: Code.nullable(),
          /** Work address, where notices of terms go; null: none. */
          email: WorkEmail.nullable().default(null),
          activeFrom: PlainDate,
          /** First day on which the person no longer works here. */
          activeTo: firstDayWithout,
        }),
      )
      .default([]),
    nomenclature: z
      .array(
        z.strictObject({
          code: text(20),
          title: text(300),
          unit: Code.nullable(),
          retention: Retention,
        }),
      )
      .default([]),
    categories: z
      .array(
        z.strictObject({
          code: Code,
          name: text(120),
          unit: Code.nullable(),
          subRegister: Code.nullable(),
          nomenclatureCode: text(20).nullable(),
          active: z.boolean().default(true),
        }),
      )
      .default([]),
    /** The institution's own days, beside the legal holidays: free, or worked instead. */
    daysOff: z
      .array(
        z.strictObject({
          day: PlainDate,
          kind: z.enum(['off', 'worked']).default('off'),
          name: text(120),
          /** The act that says so. */
          act: text(200, 0).default(''),
        }),
      )
      .default([]),
  });

/**
 * An institution described by codes: what is there by code is changed, what is not is added. What is left out stays,
 * unless the plan is declared complete. Lists are in the order in which people see them; a unit names its parent's
 * code, null for the top.
 */
export const OrganisationPlan = planOf(typedText);
/** A plan that was read and checked. */
export type OrganisationPlan = z.infer<typeof OrganisationPlan>;
/** A plan as a person or a program writes it. */
export type OrganisationPlanInput = z.input<typeof OrganisationPlan>;

/** The same as it is answered: what is kept was checked when it came. */
export const OrganisationRows = planOf(() => z.string());
