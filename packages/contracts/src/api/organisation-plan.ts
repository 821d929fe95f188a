import { z } from 'zod';
import { Code, PlainDate, typedText } from './fields.ts';

/** How long a file is kept: whole years, `P` (permanent), or years after which the commission looks again (`10 C.S.`). */
export const Retention = z.string().regex(/^(?:P|[1-9]\d{0,2}(?: C\.S\.)?)$/, { error: 'field.invalid' });

const StaffCode = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, { error: 'field.invalid' });

/** The institution as its public pages and papers name it; left out of a plan, it stays as it is. */
const InstitutionPlan = z.strictObject({
  name: typedText(200),
  shortName: typedText(60),
  council: typedText(200, 0).default(''),
  address: typedText(300, 0).default(''),
  phone: typedText(60, 0).default(''),
  email: typedText(320, 0).default(''),
  website: typedText(200, 0).default(''),
  openingHours: typedText(200, 0).default(''),
});

const firstDayWithout = PlainDate.nullable().default(null);

/**
 * An institution described by codes: what is there by code is changed, what is not is added. What is left out stays,
 * unless the plan is declared complete. Lists are in the order in which people see them; a unit names its parent's
 * code, null for the top.
 */
export const OrganisationPlan = z.strictObject({
  institution: InstitutionPlan.optional(),
  offices: z
    .array(
      z.strictObject({
        code: Code,
        name: typedText(200),
        address: typedText(300),
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
        name: typedText(200),
        shortName: typedText(80),
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
        name: typedText(120),
        leads: z.boolean().default(false),
        seats: z.int().min(1).max(999).default(1),
      }),
    )
    .default([]),
  staff: z
    .array(
      z.strictObject({
        code: StaffCode,
        givenName: typedText(120),
        familyName: typedText(120),
        /** As shown beside the name: „registrator, ghișeul 2”. */
        title: typedText(120),
        position: z.strictObject({ unit: Code, name: typedText(120) }).nullable(),
        office: Code.nullable(),
        activeFrom: PlainDate,
        /** First day on which the person no longer works here. */
        activeTo: firstDayWithout,
      }),
    )
    .default([]),
  nomenclature: z
    .array(
      z.strictObject({
        code: typedText(20),
        title: typedText(300),
        unit: Code.nullable(),
        retention: Retention,
      }),
    )
    .default([]),
  categories: z
    .array(
      z.strictObject({
        code: Code,
        name: typedText(120),
        unit: Code.nullable(),
        subRegister: Code.nullable(),
        nomenclatureCode: typedText(20).nullable(),
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
        name: typedText(120),
        /** The act that says so. */
        act: typedText(200, 0).default(''),
      }),
    )
    .default([]),
});
/** A plan that was read and checked. */
export type OrganisationPlan = z.infer<typeof OrganisationPlan>;
/** A plan as a person or a program writes it. */
export type OrganisationPlanInput = z.input<typeof OrganisationPlan>;
