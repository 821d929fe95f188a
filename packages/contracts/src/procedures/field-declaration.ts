import { z } from 'zod';
import { Code, PlainDate } from '../api/fields.ts';

/**
 * What a field of a procedure holds. `party`: the id of a person or body of the one base; `unit`: code of a unit;
 * `money`: lei, as written (`1234.56`), never a floating number.
 */
export const FieldKind = z.enum(['text', 'number', 'date', 'choice', 'party', 'unit', 'yes-no', 'money']);
export type FieldKind = z.infer<typeof FieldKind>;

/** Name of a field as it is kept and as the API sends it: `permitArea`. Stable from version to version. */
export const FieldName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, { error: 'procedure.field-name' });

/** How a text of a declaration is checked: as a person wrote it, or as it stands already. */
export type DeclaredText = (max: number, min?: number) => z.ZodType<string, string>;

/** A field as a declaration writes it. */
export const fieldOf = (text: DeclaredText) =>
  z.strictObject({
    name: FieldName,
    /** On the screen: „Suprafața construită”. */
    label: text(80),
    kind: FieldKind,
    hint: text(200).optional(),
    /** Asked at the counter, after the category; the others on the page of the file. */
    atCounter: z.boolean().default(false),
    /**
     * Shown as missing until it is filled. A registration is never refused for it: a paper takes its number in the order
     * in which it came (REG-01).
     */
    required: z.boolean().default(false),
    /** Of `choice`: what may be chosen, in this order. */
    options: z
      .array(z.strictObject({ code: Code, label: text(80) }))
      .max(60)
      .optional(),
    /** Of `number` and `money`: least and most; of `text`: characters, at most 4,000; of `date`: earliest and latest. */
    min: z.union([z.number(), PlainDate]).optional(),
    max: z.union([z.number(), PlainDate]).optional(),
    /** Of `number`: digits after the comma; 0 by default. */
    decimals: z.int().min(0).max(6).optional(),
    /** Of `number`: said after the value, „mp”. */
    measure: text(20).optional(),
  });

/** One field of a procedure. What a person types is checked by `checkFieldValue`. */
export const ProcedureField = fieldOf(() => z.string());
export type ProcedureField = z.infer<typeof ProcedureField>;

/** A value as it is kept: text, date, choice, party, unit and money as strings. */
export const FieldValue = z.union([z.string().max(16_000), z.number(), z.boolean()]);
export type FieldValue = z.infer<typeof FieldValue>;

/** Values by the names of fields; in a command `null` empties a field. */
export const FieldValues = z.record(FieldName, FieldValue);
export type FieldValues = z.infer<typeof FieldValues>;
export const FieldInput = z.record(FieldName, FieldValue.nullable());
export type FieldInput = z.infer<typeof FieldInput>;
