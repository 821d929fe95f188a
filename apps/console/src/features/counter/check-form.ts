import type { Problem, ProcedureRow } from '@opis/contracts';
import type { MessageId } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { readFieldDraft } from '../procedures/field-draft.ts';
import { type CounterForm, counterFieldsOf } from './counter-form.ts';

/** One wrong field of the counter form: the id of its control and what to do about it. */
export type FormError = { target: string; message: MessageId } | { target: string; text: string };

/** What can be told before asking the server; it checks everything again. */
export function checkForm(form: CounterForm, today: string, procedure?: ProcedureRow): FormError[] {
  const errors: FormError[] = [];
  if (form.direction === 'in' && form.sender.text.trim() === '')
    errors.push({ target: 'sender', message: 'counter.error.sender' });
  if (form.subject.trim() === '') errors.push({ target: 'subject', message: 'counter.error.subject' });
  const date = form.issuerDate.trim() === '' ? today : readTypedDate(form.issuerDate, today);
  if (date === undefined) errors.push({ target: 'issuer-date', message: 'counter.error.issuer-date' });
  else if (date > today) errors.push({ target: 'issuer-date', message: 'counter.error.issuer-date-future' });
  if (!isCount(form.sheets)) errors.push({ target: 'sheets', message: 'counter.error.sheets' });
  if (!isCount(form.annexes)) errors.push({ target: 'annexes', message: 'counter.error.annexes' });
  for (const field of counterFieldsOf(procedure)) {
    const read = readFieldDraft(field, form.fields[field.name] ?? '', today);
    if ('error' in read) errors.push({ target: `field-${field.name}`, message: read.error });
  }
  return errors;
}

const targets: Readonly<Record<string, string>> = {
  subject: 'subject',
  sheets: 'sheets',
  annexes: 'annexes',
  issuerNumber: 'issuer-number',
  issuerDate: 'issuer-date',
  unit: 'unit',
  category: 'category',
  subRegister: 'category',
  nomenclatureCode: 'category',
  'sender.cnp': 'sender-cnp',
  'sender.cui': 'sender-cui',
  'sender.phone': 'sender-phone',
  'sender.email': 'sender-email',
  'sender.address': 'sender-address',
};

/** The server's wrong fields, each at its control; what has none stands at the sender's or at the files'. */
export function toFormErrors(problem: Problem): FormError[] {
  return problem.fields.map(({ path, detail }) => ({ target: targetOf(path), text: detail }));
}

function targetOf(path: string): string {
  if (path.startsWith('uploads')) return 'files';
  if (path.startsWith('complaint.')) return 'complained';
  if (path.startsWith('fields.')) return `field-${path.slice('fields.'.length)}`;
  return targets[path] ?? 'sender';
}

function isCount(text: string): boolean {
  return /^\d{1,5}$/.test(text.trim());
}
