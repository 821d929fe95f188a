import {
  AppError,
  type ErrorCode,
  type FieldError,
  parseCnp,
  parseCui,
  parseEmail,
  parsePhone,
  type Sender,
} from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';

declare const validated: unique symbol;

/** A sender whose identifiers were read: CNP and CUI bare digits, phone E.164, e-mail lower case; never empty texts. */
export type ValidSender = Sender & { readonly [validated]: true };

type Field = 'cnp' | 'cui' | 'phone' | 'email';

/**
 * Reads the identifiers of a sender as it was typed; what was left empty counts as absent. Throws AppError validation
 * with every wrong field (`sender.cnp`, `sender.cui`, `sender.phone`, `sender.email`), so that all are corrected at once.
 */
export function validateSender(sender: Sender, now: Date): ValidSender {
  const { date: today } = toLegalTime(now);
  const errors: FieldError[] = [];
  const read = (field: Field, code: ErrorCode, parse: (text: string) => string | undefined) => {
    const text = sender[field]?.trim();
    if (!text) return undefined;
    const value = parse(text);
    if (value === undefined) errors.push({ path: `sender.${field}`, code });
    return value;
  };
  const refuse = (): undefined => undefined;
  const natural = sender.kind === 'natural';
  const valid = {
    kind: sender.kind,
    name: sender.name,
    partyId: sender.partyId,
    cnp: natural
      ? read('cnp', 'party.cnp-invalid', (text) => parseCnp(text, { today })?.value)
      : read('cnp', 'party.cnp-natural-only', refuse),
    cui: natural ? read('cui', 'party.cui-bodies-only', refuse) : read('cui', 'party.cui-invalid', parseCui),
    phone: read('phone', 'party.phone-invalid', parsePhone),
    email: read('email', 'party.email-invalid', parseEmail),
    address: sender.address || undefined,
  };
  if (errors.length > 0) throw new AppError('validation', 'request.invalid', { fields: errors });
  return valid as Sender as ValidSender;
}
