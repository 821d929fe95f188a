import { AppError, Code, type ErrorCode, errorCodes, PlainDate, typedText } from '@opis/contracts';
import { z } from 'zod';

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

/**
 * An institution described by codes: what is there by code is changed, what is not is added, nothing is removed.
 * Lists are in the order in which people see them; a unit names its parent's code, null for the top.
 */
export const OrganisationPlan = z.strictObject({
  institution: InstitutionPlan.optional(),
  offices: z.array(z.strictObject({ code: Code, name: typedText(200), address: typedText(300) })).default([]),
  units: z
    .array(
      z.strictObject({ code: Code, parent: Code.nullable(), name: typedText(200), shortName: typedText(80) }),
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
      }),
    )
    .default([]),
});
/** A plan that was read and checked. */
export type OrganisationPlan = z.infer<typeof OrganisationPlan>;
/** A plan as a person or a program writes it. */
export type OrganisationPlanInput = z.input<typeof OrganisationPlan>;

/** Checks a plan that came from outside. Throws `request.invalid` with the path of each wrong value. */
export function parsePlan(given: unknown): OrganisationPlan {
  const parsed = OrganisationPlan.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    code: toCode(message),
  }));
  throw new AppError('validation', 'request.invalid', { fields, cause: parsed.error });
}

function toCode(message: string): ErrorCode {
  if (message.endsWith('received undefined')) return 'field.required';
  return errorCodes.find((code) => code === message) ?? 'field.invalid';
}
