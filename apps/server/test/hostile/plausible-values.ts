import fc from 'fast-check';
import { toLegalTime } from '../../src/platform/clock.ts';
import type { JsonSchema } from './operations.ts';

/** A field of an object and the JSON of its value, in the order in which they are written. */
export type Fields = [name: string, json: string][];

// What the test's institution and people really have; without it few bodies would get past the first look.
const known: Readonly<Record<string, readonly unknown[]>> = {
  unit: ['juridic', 'contencios'],
  category: ['petitie'],
  subRegister: ['petitii'],
  register: ['general'],
  nomenclatureCode: ['I-01'],
  uploads: [[]],
  direction: ['in', 'internal'],
  cui: ['14399840'],
  email: ['petent@exemplu.ro'],
  phone: ['0251 123 456'],
  // An empty one is left out: none fits a body that is made up.
  cnp: [''],
  partyId: [''],
  kind: ['legal', 'public-body'],
  year: [new Date().getFullYear()],
  number: [1],
  version: [1],
  dispatchedOn: [toLegalTime(new Date()).date],
};

/** JSON of a value that the schema takes, or nearly. */
export function plausibleJson(schema: JsonSchema, name = ''): fc.Arbitrary<string> {
  const own = known[name];
  if (own) return fc.constantFrom(...own).map((value) => JSON.stringify(value));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => plausibleJson(choice)));
  if (schema.const !== undefined) return fc.constant(JSON.stringify(schema.const));
  if (schema.type === 'array') {
    return fc
      .array(plausibleJson(schema.items ?? {}), { maxLength: 3 })
      .map((items) => `[${items.join(',')}]`);
  }
  if (schema.type === 'object') return plausibleFields(schema).map(writeObject);
  if (schema.type === 'boolean') return fc.constantFrom('true', 'false');
  if (schema.type === 'null') return fc.constant('null');
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  return plausibleText(schema).map((text) => (isNumber ? text : JSON.stringify(text)));
}

/** Text as somebody means it, of the form that the schema names. */
export function plausibleText(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum).map(String);
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date') return fc.constantFrom('2026-06-29', '2025-01-01');
  if (schema.type === 'integer' || schema.type === 'number') {
    const range = { min: Math.max(schema.minimum ?? 0, 0), max: Math.min(schema.maximum ?? 100, 5_000) };
    const numbers = schema.type === 'integer' ? fc.integer(range) : fc.double({ ...range, noNaN: true });
    return numbers.map((value) => JSON.stringify(value));
  }
  if (schema.pattern) return fc.constantFrom('general', 'juridic', 'petitie');
  return fc.constantFrom('Cerere de informații', 'Anghelina Turturică', 'RO123456', '0251 123 456');
}

/** The fields of an object: the required ones, and some of the others. `sender` always: few bodies stand without. */
export function plausibleFields(schema: JsonSchema): fc.Arbitrary<Fields> {
  const required = new Set([...(schema.required ?? []), 'sender']);
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    fc
      .tuple(plausibleJson(property, name), required.has(name) ? fc.constant(true) : fc.boolean())
      .map(([json, there]): Fields => (there && json !== '""' ? [[name, json]] : [])),
  );
  return fc.tuple(...fields).map((all) => all.flat());
}

export const writeObject = (fields: Fields): string =>
  `{${fields.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
