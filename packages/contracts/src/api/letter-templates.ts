import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { RichText, ShownRichText } from '../letters/rich-text.ts';
import { LetterKind } from '../letters/vocabulary.ts';
import { CaseUnit } from './case-files.ts';
import { Code, Instant, typedText } from './fields.ts';

/** What a template gives a new letter. `subject` and `resolution` may hold fields in braces: „{subject}”, and
 * of a procedure's own template its fields: „{field:treeCount}”. */
export const LetterTemplateText = z.strictObject({
  name: typedText(100, 3),
  kind: LetterKind,
  /** Code of the procedure that it serves; null: every one. */
  procedure: Code.nullable(),
  lead: typedText(60, 0),
  subject: typedText(300, 0),
  body: RichText,
  legalBasis: typedText(1000, 0),
  closing: typedText(100, 0),
  resolution: typedText(300, 1),
});
export type LetterTemplateText = z.infer<typeof LetterTemplateText>;

/** A template as it is used now. Version 0 is the one that came with the program. */
export const LetterTemplate = z.object({
  name: z.string(),
  kind: LetterKind,
  procedure: z.string().nullable(),
  lead: z.string(),
  subject: z.string(),
  body: ShownRichText,
  legalBasis: z.string(),
  closing: z.string(),
  resolution: z.string(),
  code: z.string(),
  version: z.number().int(),
  savedAt: Instant.nullable(),
  savedBy: z.string().nullable(),
  /** No longer offered. */
  retired: z.boolean(),
});
export type LetterTemplate = z.infer<typeof LetterTemplate>;
export const LetterTemplates = z.object({ items: z.array(LetterTemplate) });
export type LetterTemplates = z.infer<typeof LetterTemplates>;
export const ListLetterTemplatesQuery = z.strictObject({
  procedure: Code.optional(),
  /** Version of the procedure that the file follows, for the order it declares; absent: the newest. */
  procedureVersion: z.coerce.number().int().min(1).max(32_767).optional(),
  kind: LetterKind.optional(),
});
export type ListLetterTemplatesQuery = z.infer<typeof ListLetterTemplatesQuery>;

/** A new version of a template, or a new template when `version` is null. `version`: the one that the person saw. */
export const SaveLetterTemplateRequest = z.strictObject({
  requestId: RequestId,
  code: Code,
  version: z.int().min(0).max(2_147_483_647).nullable(),
  retired: z.boolean().default(false),
  text: LetterTemplateText,
});
export type SaveLetterTemplateRequest = z.infer<typeof SaveLetterTemplateRequest>;

/** A piece of text kept for use again, brought by „/” and its name: one's own, a unit's, or the institution's. */
export const TextModule = z.object({
  id: Id,
  name: z.string(),
  body: ShownRichText,
  scope: z.enum(['own', 'unit', 'institution']),
  unit: CaseUnit.nullable(),
  /** True when the asker may remove it. */
  removable: z.boolean(),
});
export type TextModule = z.infer<typeof TextModule>;
export const TextModules = z.object({ items: z.array(TextModule) });
export type TextModules = z.infer<typeof TextModules>;
/** With `unit`, for everybody there; only who leads it may. For the institution: who manages it. */
export const SaveTextModuleRequest = z.strictObject({
  requestId: RequestId,
  name: typedText(60),
  body: RichText,
  scope: z.enum(['own', 'unit', 'institution']),
  unit: Code.nullish(),
});
export type SaveTextModuleRequest = z.infer<typeof SaveTextModuleRequest>;
