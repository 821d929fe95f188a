import { z } from 'zod';
import { Id, RequestId, Version } from '../ids.ts';
import { ProcedureShape } from '../procedures/declaration.ts';
import { FieldInput, FieldValue, ProcedureField } from '../procedures/field-declaration.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';

/** Where a version comes from: with the program, or from a file of the institution. */
export const ProcedureOrigin = z.enum(['shipped', 'institution']);
export type ProcedureOrigin = z.infer<typeof ProcedureOrigin>;

/** The newest version of a procedure, as the counter and the page of the file ask for it. */
export const ProcedureRow = ProcedureShape.extend({
  version: z.number().int(),
  origin: ProcedureOrigin,
});
export type ProcedureRow = z.infer<typeof ProcedureRow>;
export const Procedures = z.object({ items: z.array(ProcedureRow) });
export type Procedures = z.infer<typeof Procedures>;

/** One version of a procedure: when it was declared, by whom, what it changed, how many files follow it. */
export const ProcedureVersion = z.object({
  version: z.number().int(),
  origin: ProcedureOrigin,
  declaredAt: Instant,
  /** Null: by the program or from its command line. */
  declaredBy: z.string().nullable(),
  openFiles: z.number().int(),
  allFiles: z.number().int(),
  /** What is other than in the version before, in words; empty for the first. */
  changes: z.array(z.string()),
});
export type ProcedureVersion = z.infer<typeof ProcedureVersion>;
/** A procedure with its versions, newest first. */
export const ProcedureHistory = z.object({ procedure: ProcedureRow, versions: z.array(ProcedureVersion) });
export type ProcedureHistory = z.infer<typeof ProcedureHistory>;

/** A field of a file with its value; `shown`: the value in words (name of the person, of the unit, label of the choice). */
export const CaseField = z.object({
  field: ProcedureField,
  value: FieldValue.nullable(),
  shown: z.string().nullable(),
});
export type CaseField = z.infer<typeof CaseField>;

/** A document that the procedure asks for, and whether the file has it. */
export const CaseRequirement = z.object({
  code: z.string(),
  name: z.string(),
  hint: z.string().nullable(),
  optional: z.boolean(),
  /** Who said that it is there, and the line of the opis that it is; null while it is missing. */
  present: z
    .object({ at: Instant, by: z.string(), documentId: Id.nullable(), title: z.string().nullable() })
    .nullable(),
});
export type CaseRequirement = z.infer<typeof CaseRequirement>;

/** What the procedure says of one file; for who may not read the file only its name. */
export const CaseProcedure = z.object({
  code: z.string(),
  version: z.number().int(),
  name: z.string(),
  legalBasis: z.string().nullable(),
  /** Newest version, when it is another than the file's. */
  newest: z.number().int().nullable(),
  tacitApproval: z.enum(['yes', 'no', 'unknown']),
  retention: z.object({
    nomenclature: z.string().nullable(),
    years: z.union([z.number().int(), z.literal('permanent')]),
    commission: z.boolean(),
  }),
  /** How a person may close it. */
  outcomes: z.array(z.string()),
  fields: z.array(CaseField),
  requirements: z.array(CaseRequirement),
  missing: z.object({ fields: z.number().int(), documents: z.number().int() }),
});
export type CaseProcedure = z.infer<typeof CaseProcedure>;

const act = { requestId: RequestId, version: Version };

/** Another procedure for the file: number and date stay, terms are counted anew from the registration. */
export const ChangeProcedureRequest = z.strictObject({ ...act, procedure: Code, reason: typedText(1000, 3) });
export type ChangeProcedureRequest = z.infer<typeof ChangeProcedureRequest>;
/** Values of some fields; null empties one. Those that are not named stay. */
export const SetCaseFieldsRequest = z.strictObject({ ...act, fields: FieldInput });
export type SetCaseFieldsRequest = z.infer<typeof SetCaseFieldsRequest>;
/** That a document asked for is there (perhaps as a line of the opis), or that it is not. */
export const MarkRequirementRequest = z.strictObject({
  requestId: RequestId,
  code: Code,
  present: z.boolean(),
  documentId: Id.nullish(),
});
export type MarkRequirementRequest = z.infer<typeof MarkRequirementRequest>;

/** Uploads of this account that become documents of the file, after those that are there. */
export const AddCaseDocumentsRequest = z.strictObject({
  requestId: RequestId,
  uploads: z.array(Id).min(1).max(50),
  /** What they are, when the names of the files do not say it. */
  title: typedText(300, 0).optional(),
});
export type AddCaseDocumentsRequest = z.infer<typeof AddCaseDocumentsRequest>;
/** Every document of the opis once, in the new order; another list than what is there is a conflict. */
export const OrderOpisRequest = z.strictObject({
  requestId: RequestId,
  documents: z.array(Id).min(1).max(2000),
});
export type OrderOpisRequest = z.infer<typeof OrderOpisRequest>;
/** What a document is, and of how many sheets; null: as its file says. */
export const DescribeDocumentRequest = z.strictObject({
  requestId: RequestId,
  documentId: Id,
  title: typedText(300, 0).nullish(),
  sheets: z.int().min(0).max(99_999).nullish(),
});
export type DescribeDocumentRequest = z.infer<typeof DescribeDocumentRequest>;

/** One thing on the citizen's page of a file, in the order in which it happened. */
export const PetitionerStep = z.object({
  what: z.enum(['registered', 'joined', 'with-unit', 'with-handler', 'answered', 'closed', 'reopened']),
  on: PlainDate,
  time: z.string(),
  unit: z.string().nullable(),
  person: z.string().nullable(),
  registrationNumber: z.string().nullable(),
});
export type PetitionerStep = z.infer<typeof PetitionerStep>;

/**
 * Exactly what the petitioner is shown of a file, by the `public` list of its procedure. What is null or empty is not
 * shown: either not declared public, or not there yet.
 */
export const PetitionerView = z.object({
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  registeredTime: z.string(),
  subject: z.string(),
  procedure: z.string(),
  status: z.enum(['received', 'in-work', 'closed']).nullable(),
  outcome: z.string().nullable(),
  unit: z.string().nullable(),
  handler: z.object({ name: z.string(), title: z.string() }).nullable(),
  due: z.object({ on: PlainDate, daysLeft: z.number().int() }).nullable(),
  steps: z.array(PetitionerStep),
  documents: z.array(z.object({ title: z.string(), registrationNumber: z.string() })),
  fields: z.array(z.object({ label: z.string(), shown: z.string() })),
  answer: z.object({ sentOn: PlainDate, how: z.string() }).nullable(),
});
export type PetitionerView = z.infer<typeof PetitionerView>;
