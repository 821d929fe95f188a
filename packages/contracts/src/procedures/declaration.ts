import { z } from 'zod';
import { Code, typedText } from '../api/fields.ts';
import { CaseFileAction, type CaseOutcome, CloseOutcome, RuledOutcome } from '../case-files/vocabulary.ts';
import { RuleId } from '../deadlines/deadline-rule.ts';
import { TermRole } from '../deadlines/vocabulary.ts';
import { Permission } from '../identity/roles.ts';
import { Direction } from '../registry/vocabulary.ts';
import { declarationIssues } from './declaration-issues.ts';
import { type DeclaredText, fieldOf } from './field-declaration.ts';

/**
 * A term that registration starts. `registration`: from the day of registration (PET-06, INF-03); `receipt`: from the
 * day when the paper came, where it was first written on a sheet of an emergency book.
 */
export const ProcedureTerm = z.strictObject({
  /** One of the rules that `deadlines` keeps. */
  rule: RuleId,
  /** What it is for; one of a role at most. */
  role: TermRole,
  starts: z.enum(['registration', 'receipt']).default('registration'),
});
export type ProcedureTerm = z.infer<typeof ProcedureTerm>;

/** A paper that the law or the institution asks for with the request. */
const requiredDocumentOf = (text: DeclaredText) =>
  z.strictObject({
    code: Code,
    name: text(200),
    hint: text(200).optional(),
    /** Only in some cases: its absence is not counted as missing. */
    optional: z.boolean().default(false),
  });
export type RequiredDocument = z.infer<ReturnType<typeof requiredDocumentOf>>;

/** Whom a step is asked of: who leads the file's unit, the one above it or the institution; a unit; any who holds a right. */
export const StepAddressee = z.union([
  z.strictObject({ leads: z.enum(['unit', 'above', 'institution']) }),
  z.strictObject({ unit: Code }),
  z.strictObject({ permission: Permission }),
]);
export type StepAddressee = z.infer<typeof StepAddressee>;

/**
 * A step of the way that an answer goes, proposed in this order when it is sent; the person may change what is not
 * required. Signatures stand last, two at most (art. 13 of OG 27/2002).
 */
export const PlannedStep = z.strictObject({
  kind: z.enum(['opinion', 'endorsement', 'visa', 'signature', 'clarification']),
  to: StepAddressee,
  /** At the same time as the step before it. */
  together: z.boolean().default(false),
  /** Internal term, in working days (PET-03: a forwarding says when it comes back). */
  withinDays: z.int().min(1).max(60).optional(),
  /** No answer goes on its way without it, nor past it. */
  required: z.boolean().default(false),
});
export type PlannedStep = z.infer<typeof PlannedStep>;

/** How a file of this procedure is answered. PET-13: two signatures, legal basis stated. */
export const AnswerDeclaration = z.strictObject({
  /** Codes of the templates that are offered first, in this order; those of the procedure itself follow unnamed. */
  templates: z.array(Code).max(20).default([]),
  signatures: z.union([z.literal(1), z.literal(2)]).default(1),
  legalBasis: z.boolean().default(false),
});
export type AnswerDeclaration = z.infer<typeof AnswerDeclaration>;

/** How long it is kept (ARH-01): years or `permanent`; `commission`: examined again at the end („10 C.S.”). */
const retentionOf = (text: DeclaredText) =>
  z.strictObject({
    /** Code of the nomenclature's row (column 13), where neither the person nor the category says one. */
    nomenclature: text(20).optional(),
    years: z.union([z.int().min(1).max(100), z.literal('permanent')]),
    commission: z.boolean().default(false),
  });

/** Parts of a file that its petitioner may be shown; number, day of registration and subject always are. */
export const PublicPart = z.enum([
  'status',
  'unit',
  'handler',
  'term',
  'route',
  'documents',
  'answer',
  'outcome',
]);
export type PublicPart = z.infer<typeof PublicPart>;

/** A part, or a field by its name: `field:permitArea`. Closed: what is not named stays inside. */
export const PublicItem = z.union(
  [PublicPart, z.string().regex(/^field:[a-z][a-zA-Z0-9]{0,39}$/, { error: 'procedure.public-unknown' })],
  {
    error: 'procedure.public-unknown',
  },
);
export type PublicItem = z.infer<typeof PublicItem>;

/** Every way in which a file may end, by a person or by a rule. */
const AnyOutcome = z.enum([...CloseOutcome.options, ...RuledOutcome.options]);
/** How files end whose procedure does not say it. */
export const defaultOutcomes: readonly CaseOutcome[] = ['answered', 'for-information', 'filed', 'other'];

const declarationOf = (text: DeclaredText) =>
  z.strictObject({
    code: Code,
    name: text(120),
    description: text(500).optional(),
    /** The act that it follows: „OG 27/2002”. */
    legalBasis: text(200).optional(),
    /** No new registration gets it when false; running files go on. */
    active: z.boolean().default(true),
    directions: z.array(Direction).min(1).default(['in']),
    /** Register in which alone it is used; absent: any. */
    register: Code.optional(),
    /** Sub-register whose number a registration takes when it names none. */
    subRegister: Code.optional(),
    /** Categories whose papers follow it. */
    categories: z.array(Code).max(60).default([]),
    /** Sub-registers whose papers follow it when no category chose another. */
    forSubRegisters: z.array(Code).max(20).default([]),
    /** Directions whose papers follow it when neither category nor sub-register chose another. */
    defaultFor: z.array(Direction).default([]),
    fields: z.array(fieldOf(text)).max(60).default([]),
    requiredDocuments: z.array(requiredDocumentOf(text)).max(40).default([]),
    route: z.array(PlannedStep).max(20).default([]),
    terms: z.array(ProcedureTerm).max(10).default([]),
    answer: AnswerDeclaration.optional(),
    /** OUG 27/2003; `unknown` never triggers anything (TAC-03). */
    tacitApproval: z.enum(['yes', 'no', 'unknown']).default('no'),
    outcomes: z.array(AnyOutcome).min(1).default(['answered', 'for-information', 'filed', 'other']),
    retention: retentionOf(text),
    public: z.array(PublicItem).max(80).default([]),
    /** A right that an act on the file asks for beside what it asks of everybody, over the unit where the file lies. */
    rights: z.partialRecord(CaseFileAction, Permission).default({}),
  });

/** A declaration as it stands: checked when it was written. For what the server answers. */
export const ProcedureShape = declarationOf(() => z.string());
export type ProcedureDeclaration = z.infer<typeof ProcedureShape>;

/**
 * A procedure as data: one way in which files go. Versions are kept for ever: a running file keeps the one it began with.
 * What is said here is checked by itself; that codes exist (rules, units, nomenclature) by who imports it.
 */
export const ProcedureDeclaration = declarationOf(typedText).superRefine((declaration, context) => {
  for (const { path, code } of declarationIssues(declaration)) {
    context.addIssue({ code: 'custom', path, message: code });
  }
});
export type ProcedureDeclarationInput = z.input<typeof ProcedureDeclaration>;

/** A declaration with the number of its version, from 1. */
export type Procedure = ProcedureDeclaration & { readonly version: number };
