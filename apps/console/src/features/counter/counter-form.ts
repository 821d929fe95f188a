import type {
  Category,
  Channel,
  Direction,
  EntryModel,
  FieldInput,
  PartyKind,
  PartySuggestion,
  ProcedureField,
  ProcedureRow,
  RegisterDocumentRequest,
} from '@opis/contracts';
import { readTypedDate } from '../../parts/typed-date.ts';
import { readFieldDraft } from '../procedures/field-draft.ts';
import type { RegistrationFields } from './registration.ts';

/** Who sent the paper, while it is being typed: a known party, or a new one with what was said of it. */
export type SenderDraft = {
  text: string;
  party: PartySuggestion | null;
  isNew: boolean;
  kind: PartyKind;
  cnp: string;
  cui: string;
  phone: string;
  email: string;
  address: string;
};

/** The counter form as typed: text stays text until it is sent. */
export type CounterForm = {
  direction: Direction;
  channel: Channel;
  sender: SenderDraft;
  subject: string;
  category: string | null;
  unit: string | null;
  issuerNumber: string;
  issuerDate: string;
  sheets: string;
  annexes: string;
  /** Fields of the category's procedure as typed, by their names; and which of its documents came along. */
  fields: Readonly<Record<string, string>>;
  presented: readonly string[];
  /** Of a petition: whom it is about, `person <id>` or `unit <code>`. */
  complained: string | null;
};

export const emptySender: SenderDraft = {
  text: '',
  party: null,
  isNew: false,
  kind: 'natural',
  cnp: '',
  cui: '',
  phone: '',
  email: '',
  address: '',
};

const nothingAsked = { fields: {}, presented: [], complained: null } as const;

/** A form for the next paper; the channel stays, because a pile comes by one way. */
export function emptyForm(channel: Channel = 'counter'): CounterForm {
  return {
    direction: 'in',
    channel,
    sender: emptySender,
    subject: '',
    category: null,
    unit: null,
    issuerNumber: '',
    issuerDate: '',
    sheets: '1',
    annexes: '0',
    ...nothingAsked,
  };
}

/** True while nothing was typed: the clock has not started and nothing can be lost. */
export function isBlank(form: CounterForm): boolean {
  const { sender, subject, category, unit, issuerNumber, issuerDate, sheets, annexes } = form;
  const typed = sender.text + subject + issuerNumber + issuerDate;
  return typed === '' && category === null && unit === null && sheets === '1' && annexes === '0';
}

/** The category proposes the unit; a unit chosen for another category does not stay behind. */
export function withCategory(form: CounterForm, category: Category | undefined): CounterForm {
  const code = category?.code ?? null;
  const asked = code === form.category ? {} : nothingAsked;
  return { ...form, ...asked, category: code, unit: category?.unitCode ?? form.unit };
}

/** Fills the form from a saved model; sender and issuer's number belong to the paper, not to the model. */
export function withModel(form: CounterForm, model: EntryModel): CounterForm {
  return {
    ...form,
    channel: model.channel ?? form.channel,
    ...(model.category !== form.category && nothingAsked),
    category: model.category,
    unit: model.unit,
    subject: model.subject || form.subject,
    sheets: String(model.sheets),
    annexes: String(model.annexes),
  };
}

/** As the paper before, without its issuer's number and date, which no two papers share. */
export function likePrevious(previous: CounterForm): CounterForm {
  const { sender } = previous;
  const again = sender.party ? sender : { ...emptySender, text: sender.text };
  return { ...previous, ...nothingAsked, sender: again, issuerNumber: '', issuerDate: '' };
}

export type FormSurroundings = {
  uploads: string[];
  category: Category | undefined;
  /** The procedure that the paper will follow; undefined while the list is not read. */
  procedure: ProcedureRow | undefined;
  today: string;
};

/** Fields that are asked at the counter; who a person is, is said on the page of the file. */
export function counterFieldsOf(procedure: ProcedureRow | undefined): readonly ProcedureField[] {
  return (procedure?.fields ?? []).filter(({ atCounter, kind }) => atCounter && kind !== 'party');
}

/** What the form asks to be registered. Call it only when `checkForm` finds nothing. */
export function toRegistration(form: CounterForm, parts: FormSurroundings): RegistrationFields {
  const { category } = parts;
  const issuerDate = readTypedDate(form.issuerDate, parts.today);
  return {
    channel: form.channel,
    direction: form.direction,
    subject: form.subject,
    ...(form.sender.text.trim() !== '' && { sender: toSender(form.sender) }),
    sheets: Number(form.sheets),
    annexes: Number(form.annexes),
    ...(form.issuerNumber.trim() !== '' && { issuerNumber: form.issuerNumber }),
    ...(issuerDate !== undefined && { issuerDate }),
    ...(form.unit !== null && { unit: form.unit }),
    ...(category && { category: category.code }),
    ...(category?.subRegister && { subRegister: category.subRegister }),
    ...(category?.nomenclatureCode && { nomenclatureCode: category.nomenclatureCode }),
    ...toAsked(form, parts),
    uploads: parts.uploads,
    confirmGap: false,
  };
}

// Only what was filled in, so that a plain paper asks for the same as ever.
function toAsked({ fields, presented, complained }: CounterForm, { procedure, today }: FormSurroundings) {
  const values: FieldInput = {};
  for (const field of counterFieldsOf(procedure)) {
    const read = readFieldDraft(field, fields[field.name] ?? '', today);
    if ('value' in read && read.value !== null) values[field.name] = read.value;
  }
  const known = presented.filter((code) =>
    procedure?.requiredDocuments.some((document) => document.code === code),
  );
  return {
    ...(Object.keys(values).length > 0 && { fields: values }),
    ...(known.length > 0 && { presented: known }),
    ...(complained && procedure?.code === 'petition' && { complaint: toComplaint(complained) }),
  };
}

function toComplaint(complained: string): NonNullable<RegisterDocumentRequest['complaint']> {
  const [what, which = ''] = complained.split(' ');
  return what === 'unit' ? { unit: which } : { person: which };
}

function toSender(sender: SenderDraft): RegisterDocumentRequest['sender'] {
  if (sender.party) return { kind: sender.party.kind, name: sender.party.name, partyId: sender.party.id };
  const { cnp, cui, phone, email, address } = sender;
  const said = Object.entries({ ...(sender.kind === 'natural' ? { cnp } : { cui }), phone, email, address });
  return {
    kind: sender.kind,
    name: sender.text,
    ...Object.fromEntries(said.filter(([, value]) => value.trim() !== '')),
  };
}
