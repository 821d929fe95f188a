import { type FieldValue, formatPlainDate, type ProcedureField } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { findPartyCard } from '../../parties/index.ts';
import type { ReferenceDeps } from './field-references.ts';
import { procedureText } from './procedure-texts.ts';

/** Names behind the ids and codes that fields hold, for one reader. */
export type FieldNames = { party(id: string): string | undefined; unit(code: string): string | undefined };

/** A value in words. A person that this reader may not know of is said to be there, not who. */
export function showField(field: ProcedureField, value: FieldValue, names: FieldNames): string {
  return shows[field.kind](field, value, names);
}

type Show = (field: ProcedureField, value: FieldValue, names: FieldNames) => string;
const number = (decimals: number) =>
  new Intl.NumberFormat('ro', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

const shows: Readonly<Record<ProcedureField['kind'], Show>> = {
  text: (_field, value) => String(value),
  number({ decimals = 0, measure }, value) {
    const amount = number(decimals).format(Number(value));
    return measure === undefined ? amount : procedureText('value.measured', { amount, measure });
  },
  date: (_field, value) => formatPlainDate(String(value)),
  choice: ({ options = [] }, value) => options.find(({ code }) => code === value)?.label ?? String(value),
  party: (_field, value, names) => names.party(String(value)) ?? procedureText('value.gone'),
  unit: (_field, value, names) => names.unit(String(value)) ?? String(value),
  'yes-no': (_field, value) => procedureText(value === true ? 'value.yes' : 'value.no'),
  money: (_field, value) => procedureText('value.lei', { amount: number(2).format(Number(value)) }),
};

/** Looks up what the given values name; few files have any. */
export async function readFieldNames(
  deps: ReferenceDeps,
  actor: Actor,
  given: readonly { field: ProcedureField; value: FieldValue }[],
): Promise<FieldNames> {
  const parties = new Map<string, string>();
  const units = new Map<string, string>();
  for (const { field, value } of given) {
    const key = String(value);
    if (field.kind === 'party') {
      const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
      const card = actor.scopes.has('party.read') ? await findPartyCard(deps, key, sight) : undefined;
      if (card) parties.set(key, card.name);
    } else if (field.kind === 'unit') {
      const unit = await deps.organisation.findUnit(key);
      if (unit) units.set(key, unit.name);
    }
  }
  return { party: (id) => parties.get(id), unit: (code) => units.get(code) };
}
