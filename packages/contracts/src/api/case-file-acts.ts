import { z } from 'zod';
import { CaseFileStatus, CloseOutcome } from '../case-files/vocabulary.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { CasePerson, CaseStep, CaseUnit } from './case-files.ts';
import { Code, PlainDate, typedText } from './fields.ts';
import { Problem } from './problem.ts';

/** What each act carries: `version` is the one the person saw. */
const act = { requestId: RequestId, version: Version };

/**
 * To whom: exactly one of `unit` (forward, or the first unit), `person` (of `unit`, by default of the unit where they
 * work) and `self` (take). With `person`, `unit` says which of their units the file lies with.
 */
const target = z
  .strictObject({
    unit: Code.optional(),
    person: Id.optional(),
    self: z.literal(true).optional(),
  })
  .refine((to) => (to.self === true) !== (to.unit !== undefined || to.person !== undefined), {
    error: 'case-file.one-target',
  });
export const AssignTarget = target;
export type AssignTarget = z.infer<typeof AssignTarget>;

/** The *rezoluție*: what is asked of who receives it. */
const resolution = typedText(1000, 0).optional();

export const AssignCaseFileRequest = z.strictObject({ ...act, to: target, resolution });
export type AssignCaseFileRequest = z.infer<typeof AssignCaseFileRequest>;
/**
 * One who had the file before: a unit, a person of it, or the registry (`unit` null). In a confidential register a person
 * alone. Of `ReturnPlaces`; anyone else is refused with `case-file.not-held-before`.
 */
export const ReturnTarget = z.strictObject({ unit: Code.nullable(), person: Id.optional() });
export type ReturnTarget = z.infer<typeof ReturnTarget>;
/**
 * Back to who had it before: from a person to their unit, from a unit to the one before it or to the registry; or, with
 * `to`, to any who had it earlier.
 */
export const ReturnCaseFileRequest = z.strictObject({
  ...act,
  reason: typedText(1000, 3),
  to: ReturnTarget.optional(),
});
export type ReturnCaseFileRequest = z.infer<typeof ReturnCaseFileRequest>;
export const CloseCaseFileRequest = z
  .strictObject({ ...act, outcome: CloseOutcome, text: typedText(1000, 0).optional() })
  .refine((command) => command.outcome !== 'other' || (command.text ?? '').length >= 3, {
    path: ['text'],
    error: 'field.required',
  });
export type CloseCaseFileRequest = z.infer<typeof CloseCaseFileRequest>;
export const ReopenCaseFileRequest = z.strictObject({ ...act, reason: typedText(1000, 3) });
export type ReopenCaseFileRequest = z.infer<typeof ReopenCaseFileRequest>;
/** A note never conflicts with anything, so it carries no version. */
export const NoteCaseFileRequest = z.strictObject({ requestId: RequestId, text: typedText(4000) });
export type NoteCaseFileRequest = z.infer<typeof NoteCaseFileRequest>;
/** All papers of the file go into the file that holds the entry named here; this one closes as joined. */
export const JoinCaseFileRequest = z.strictObject({
  ...act,
  /** By default the register of this file. */
  register: Code.optional(),
  year: z.int().min(1990).max(2200),
  number: z.int().min(1).max(999_999_999),
});
export type JoinCaseFileRequest = z.infer<typeof JoinCaseFileRequest>;

/** The same assignment for many files: each is done or says why not; one that cannot does not hold back the others. */
export const AssignCaseFilesRequest = z.strictObject({
  requestId: RequestId,
  items: z
    .array(z.strictObject({ id: Id, version: Version }))
    .min(1)
    .max(200),
  to: target,
  resolution,
});
export type AssignCaseFilesRequest = z.infer<typeof AssignCaseFilesRequest>;

/** The same closing for many files at once, mostly „spre știință”. */
export const CloseCaseFilesRequest = z
  .strictObject({
    requestId: RequestId,
    items: AssignCaseFilesRequest.shape.items,
    outcome: CloseOutcome,
    text: typedText(1000, 0).optional(),
  })
  .refine((command) => command.outcome !== 'other' || (command.text ?? '').length >= 3, {
    path: ['text'],
    error: 'field.required',
  });
export type CloseCaseFilesRequest = z.infer<typeof CloseCaseFilesRequest>;

/**
 * Takes back the last act of the caller on each of these files, within `undoSeconds` of it; `version` is the one that the
 * act gave. A file on which somebody acted since stays as it is and is named.
 */
export const UndoCaseFilesRequest = z.strictObject({
  requestId: RequestId,
  items: AssignCaseFilesRequest.shape.items,
  /** Stands in the chronology beside the step that brought the file back. */
  reason: typedText(1000, 3),
});
export type UndoCaseFilesRequest = z.infer<typeof UndoCaseFilesRequest>;
/** The console offers it for ten seconds; a slow line and a slow hand are forgiven. */
export const undoSeconds = 60;

/** What others did meanwhile: the last act, who did it and when, and how the file stands now. */
export const CaseConflict = z.object({
  version: z.number().int(),
  status: CaseFileStatus,
  unit: CaseUnit.nullable(),
  handler: CasePerson.nullable(),
  lastStep: CaseStep.nullable(),
});
export type CaseConflict = z.infer<typeof CaseConflict>;
/** The body of the 409 `case-file.changed-meanwhile`: an act on a version that is no longer the last. */
export const CaseConflictProblem = Problem.extend({ conflict: CaseConflict });
export type CaseConflictProblem = z.infer<typeof CaseConflictProblem>;

/** How one file of many fared; in the order asked. `code` and `detail` as in a problem. */
export const AssignOutcome = z.object({
  id: Id,
  done: z.boolean(),
  /** Version after the act; of one that was not done, null. */
  version: z.number().int().nullable(),
  problem: z.object({ code: z.string(), detail: z.string(), conflict: CaseConflict.nullable() }).nullable(),
});
export type AssignOutcome = z.infer<typeof AssignOutcome>;
export const AssignOutcomes = z.object({ items: z.array(AssignOutcome) });
export type AssignOutcomes = z.infer<typeof AssignOutcomes>;

/** One who may receive the file, or is shown beside them with the reason why not. */
export const Assignee = CasePerson.extend({
  unit: CaseUnit,
  /** The person who asks. */
  self: z.boolean(),
  /** The handler now. */
  current: z.boolean(),
  /** Leads the unit. */
  leads: z.boolean(),
  openFiles: z.number().int(),
  /** Of the open ones: past their term; due today or within the days in which a badge says near. */
  overdueFiles: z.number().int(),
  nearFiles: z.number().int(),
  presence: z.enum(['present', 'absent', 'substituted']),
  /** Of one who is away: until when, and who stands in. */
  absence: z.object({ until: PlainDate.nullable(), substitute: CasePerson.nullable() }).nullable(),
  /** An open file of the same person or body that they work on, seen by the asker. */
  samePetitioner: z.object({ id: Id, registrationNumber: z.string() }).nullable(),
  /** Why they may not receive it (PET-11: not whom it concerns, nor who is under them); null for the others. */
  barred: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type Assignee = z.infer<typeof Assignee>;
/** `people`: of the units that the asker may assign in. `units`: to which they may forward or route it, in tree order. */
export const Assignees = z.object({
  people: z.array(Assignee),
  units: z.array(
    CaseUnit.extend({
      depth: z.number().int(),
      current: z.boolean(),
      /** As of a person: why it may not receive the file. */
      barred: z.object({ code: z.string(), detail: z.string() }).nullable(),
    }),
  ),
});
export type Assignees = z.infer<typeof Assignees>;

/**
 * Who had the file before and may have it still, last holder first: open units, persons who still work there, nobody whom
 * the petition is about (OG 27/2002 art. 11). `unit` null and `person` null: the registry. `usual`: where a return without
 * `to` takes it. Empty for what the asker cannot return.
 */
export const ReturnPlaces = z.object({
  items: z.array(z.object({ unit: CaseUnit.nullable(), person: CasePerson.nullable(), usual: z.boolean() })),
});
export type ReturnPlaces = z.infer<typeof ReturnPlaces>;

/** A *rezoluție* kept for use again, the person's own or shared by a unit. */
export const ResolutionModel = z.object({
  id: Id,
  /** On the button: „Spre soluționare”. */
  name: z.string(),
  text: z.string(),
  /** The unit that shares it; null: one's own. */
  unit: CaseUnit.nullable(),
  /** True when the asker may remove it. */
  removable: z.boolean(),
});
export type ResolutionModel = z.infer<typeof ResolutionModel>;
export const ResolutionModels = z.object({ items: z.array(ResolutionModel) });
export type ResolutionModels = z.infer<typeof ResolutionModels>;
/** With `unit`, for everybody who assigns there; only who leads it may. */
export const SaveResolutionModelRequest = z.strictObject({
  requestId: RequestId,
  name: typedText(60),
  text: typedText(1000),
  unit: Code.nullish(),
});
export type SaveResolutionModelRequest = z.infer<typeof SaveResolutionModelRequest>;
