import { z } from 'zod';
import { Permission, Role } from '../identity/roles.ts';
import { Id, RequestId } from '../ids.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';
import { OrganisationPlan, OrganisationRows } from './organisation-plan.ts';

/** What kind of act an administrator did. */
export const AdministrationActKind = z.enum([
  'imported',
  'changed',
  'reorganised',
  'handed-over',
  'reverted',
  'account-opened',
  'account-closed',
  'account-reopened',
  'password-reset',
  'role-granted',
  'role-withdrawn',
  'register-created',
  'sub-register-added',
]);
export type AdministrationActKind = z.infer<typeof AdministrationActKind>;

const Row = z.record(z.string(), z.unknown()).nullable();

/** One thing that an act changes: its list, the code that names it, how it stood and how it stands. */
export const AdministrationChange = z.object({
  list: z.string(),
  key: z.string(),
  /** Null: it was not there. */
  before: Row,
  /** Null: it is no more, or no longer in use. */
  after: Row,
});
export type AdministrationChange = z.infer<typeof AdministrationChange>;

/** An act of administration, with the first changes of it. */
export const AdministrationAct = z.object({
  id: Id,
  at: Instant,
  /** Name of whoever did it; null at the machine itself. */
  by: z.string().nullable(),
  via: z.enum(['session', 'token', 'command-line', 'seeder']),
  kind: AdministrationActKind,
  changeCount: z.number().int(),
  changes: z.array(AdministrationChange),
  reverts: Id.nullable(),
  revertedBy: Id.nullable(),
  /** False for what has no way back: an opened register, a password link. */
  revertible: z.boolean(),
});
export type AdministrationAct = z.infer<typeof AdministrationAct>;
/** Newest first; `next` is the id from which to go on. */
export const AdministrationActs = z.object({ items: z.array(AdministrationAct), next: Id.nullable() });
export const ListActsQuery = z.strictObject({
  before: Id.optional(),
  /** Only acts that touched this row, `units:juridic`. */
  about: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z]+:.+$/)
    .optional(),
});

/** Reverses an act. Refused with what was built on it since. */
export const RevertActRequest = z.strictObject({ requestId: RequestId });
/**
 * What reversing gave back of the open files that had passed to a successor; `touched` are the numbers of those on which
 * somebody acted since: they stay where they are.
 */
export const RevertOutcome = z.object({ givenBack: z.number().int(), touched: z.array(z.string()) });
export type RevertOutcome = z.infer<typeof RevertOutcome>;

/** The whole organisation, closed rows too, with what points at each unit. */
export const OrganisationView = z.object({
  plan: OrganisationRows,
  /** By code of unit. */
  load: z.record(z.string(), z.object({ people: z.number().int(), openFiles: z.number().int() })),
  /** What a closing left for somebody to decide: roles that lead a closed unit, open files of one without successor. */
  undecided: z.object({
    roles: z.array(
      z.object({
        staffCode: z.string(),
        name: z.string(),
        role: Role,
        unit: z.string(),
        unitName: z.string(),
      }),
    ),
    files: z.array(z.object({ unit: z.string(), unitName: z.string(), openFiles: z.number().int() })),
  }),
});
export type OrganisationView = z.infer<typeof OrganisationView>;

const shape = OrganisationPlan.shape;
const edit = <List extends string, Of extends z.ZodType>(list: List, row: Of) =>
  z.strictObject({
    list: z.literal(list),
    /** As it was seen; null adds it. Somebody else's change in between is a conflict. */
    before: row.nullable(),
    /** As it is to be; null takes it out, where nothing names it. */
    after: row.nullable(),
  });

/** One row of the organisation to be changed. */
export const OrganisationEdit = z.discriminatedUnion('list', [
  edit('institution', shape.institution.unwrap()),
  edit('offices', shape.offices.unwrap().element),
  edit('units', shape.units.unwrap().element),
  edit('positions', shape.positions.unwrap().element),
  edit('staff', shape.staff.unwrap().element),
  edit('nomenclature', shape.nomenclature.unwrap().element),
  edit('categories', shape.categories.unwrap().element),
  edit('daysOff', shape.daysOff.unwrap().element),
]);
export type OrganisationEdit = z.infer<typeof OrganisationEdit>;

/** Changes rows as one act. */
export const ChangeOrganisationRequest = z.strictObject({
  requestId: RequestId,
  edits: z.array(OrganisationEdit).min(1).max(500),
});
export type ChangeOrganisationRequest = z.infer<typeof ChangeOrganisationRequest>;
export const ActDone = z.object({ actId: Id });

/** A file of the organisation, YAML or CSV, as its very bytes in base64: what encoding it has is found out here. */
const OrganisationFile = {
  name: z.string().min(1).max(255),
  content: z.base64().max(8 * 1024 * 1024),
  /** What the file leaves out is taken out of use. */
  complete: z.boolean().default(false),
};
export const PreviewImportRequest = z.strictObject(OrganisationFile);
export type PreviewImportRequest = z.infer<typeof PreviewImportRequest>;

/** One thing wrong in a file, counted from 1, in words. */
export const FileMistake = z.object({
  line: z.number().int(),
  column: z.number().int(),
  path: z.string(),
  detail: z.string(),
});
export type FileMistake = z.infer<typeof FileMistake>;
/** A unit that is to be closed, with what lies open in it now and the unit that will have it; null: nobody. */
export const UnitClosing = z.object({
  unit: z.string(),
  closedOn: PlainDate,
  heir: z.string().nullable(),
  openFiles: z.number().int(),
});
export type UnitClosing = z.infer<typeof UnitClosing>;
/** What an import would change; with mistakes it changes nothing. `digest` is what applying must show again. */
export const ImportPreview = z.object({
  mistakes: z.array(FileMistake),
  changes: z.array(AdministrationChange),
  closings: z.array(UnitClosing),
  digest: z.string(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
export const ApplyImportRequest = z.strictObject({
  requestId: RequestId,
  ...OrganisationFile,
  /** From the preview: what was seen is what is done, or nothing is. */
  digest: z.string().length(64),
});
export type ApplyImportRequest = z.infer<typeof ApplyImportRequest>;
export const ExportQuery = z.strictObject({ format: z.enum(['yaml', 'csv']).default('yaml') });

/** Closes a unit from a day, today at the earliest, and hands over what it has to another. */
const Reorganisation = {
  unit: Code,
  /** Takes over open files, people, units under it, categories and files of the nomenclature. */
  successor: Code,
  closedOn: PlainDate,
};
export const PreviewReorganisationRequest = z.strictObject(Reorganisation);
export const ReorganiseRequest = z.strictObject({ requestId: RequestId, ...Reorganisation });
export type ReorganiseRequest = z.infer<typeof ReorganiseRequest>;
/** `on` is the day of the hand-over; one that is still to come has handed over nothing yet. */
export const ReorganisationOutcome = z.object({ handedOver: z.number().int(), on: PlainDate });
export type ReorganisationOutcome = z.infer<typeof ReorganisationOutcome>;
/** What points at a unit that is to be closed. */
export const ReorganisationPreview = z.object({
  openFiles: z.number().int(),
  people: z.number().int(),
  units: z.number().int(),
  categories: z.number().int(),
  nomenclature: z.number().int(),
  /** Roles held over exactly this unit: those that pass to the successor, those that lead and are to be decided. */
  roles: z.object({ follow: z.number().int(), decide: z.number().int() }),
  changes: z.array(AdministrationChange),
});
export type ReorganisationPreview = z.infer<typeof ReorganisationPreview>;

/** An account with its person; `unit` null is the institution. */
export const AdministeredAccount = z.object({
  id: Id,
  username: z.string(),
  staffCode: z.string(),
  name: z.string(),
  title: z.string(),
  unit: z.string().nullable(),
  active: z.boolean(),
  /** The person works here today. */
  employed: z.boolean(),
  hasPassword: z.boolean(),
  roles: z.array(z.object({ role: Role, unit: z.string().nullable(), unitName: z.string().nullable() })),
});
export type AdministeredAccount = z.infer<typeof AdministeredAccount>;
export const AdministeredAccounts = z.object({ items: z.array(AdministeredAccount) });

/** Whence a right comes: a role held over a unit's subtree, since when, and whose it is when the holder stands in. */
export const RightSource = z.object({
  role: Role,
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  since: Instant,
  grantedBy: z.string().nullable(),
  /** The person who is away and until which day, when the right is theirs. */
  standingInFor: z.object({ name: z.string(), until: PlainDate }).nullable(),
});
export type RightSource = z.infer<typeof RightSource>;
/** An account with every permission it holds now and where each comes from; and the units whose files it opens. */
export const AccountRights = AdministeredAccount.extend({
  permissions: z.array(z.object({ permission: Permission, sources: z.array(RightSource) })),
  /** `subtree`: the unit and everything under it. */
  files: z.array(RightSource.extend({ reach: z.enum(['unit', 'subtree']) })),
});
export type AccountRights = z.infer<typeof AccountRights>;

export const OpenAccountRequest = z.strictObject({
  requestId: RequestId,
  /** Mark (*marca*) of a person who works here. */
  staffCode: typedText(60),
  username: typedText(100),
});
export type OpenAccountRequest = z.infer<typeof OpenAccountRequest>;
/** `link` opens once, within `hours`, a page where the person chooses a password; it is shown this one time. */
export const PasswordLink = z.object({ accountId: Id, link: z.string(), hours: z.number().int() });
export type PasswordLink = z.infer<typeof PasswordLink>;
export const AccountActRequest = z.strictObject({ requestId: RequestId });
export const GrantRequest = z.strictObject({
  requestId: RequestId,
  role: Role,
  /** Null: over the institution. */
  unit: Code.nullable(),
});
export type GrantRequest = z.infer<typeof GrantRequest>;
/** From the page that a password link opens; no account is asked for. */
export const UsePasswordLinkRequest = z.strictObject({
  secret: z.string().min(1).max(200),
  password: z.string().min(1, { error: 'field.required' }).max(1000),
});

/** Which entry is asked about. */
export const ReadersQuery = z.strictObject({
  register: Code,
  year: z.coerce.number().int().min(1990).max(2200),
  number: z.coerce.number().int().min(1).max(2_000_000_000),
});
/** Everybody who may read an entry: its row of the book, its file, and by what right. */
export const EntryReaders = z.object({
  items: z.array(
    z.object({
      accountId: Id,
      name: z.string(),
      title: z.string(),
      row: z.array(RightSource),
      file: z.array(RightSource),
      /** The file was given to this person by name. */
      named: z.boolean(),
    }),
  ),
});
export type EntryReaders = z.infer<typeof EntryReaders>;

/** A register as the administrator sets it up; confidential ones are not among them. */
export const AdministeredRegister = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['general', 'standalone']),
  labelCode: z.string(),
  unit: z.string().nullable(),
  subRegisters: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type AdministeredRegister = z.infer<typeof AdministeredRegister>;
export const AdministeredRegisters = z.object({ items: z.array(AdministeredRegister) });
/** Code and label letter are chosen by the server, so that they betray nothing of registers that the caller may not know. */
export const CreateRegisterRequest = z.strictObject({
  requestId: RequestId,
  name: typedText(200),
  unit: Code.nullable(),
});
export const AddSubRegisterRequest = z.strictObject({
  requestId: RequestId,
  code: Code,
  name: typedText(200),
});

/** Who is named on a confidential register; only who is named reads and changes it. */
export const RegisterMembers = z.object({
  items: z.array(
    z.object({
      staffId: Id,
      staffCode: z.string(),
      name: z.string(),
      title: z.string(),
      since: Instant,
      self: z.boolean(),
    }),
  ),
});
export type RegisterMembers = z.infer<typeof RegisterMembers>;
export const RegisterMemberRequest = z.strictObject({ requestId: RequestId, staffCode: typedText(60) });
