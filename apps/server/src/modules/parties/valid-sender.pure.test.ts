import { AppError, generateCnp, type Sender } from '@opis/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateSender } from './valid-sender.ts';

// Every UTF-16 unit, halves of pairs included.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

const now = new Date('2026-11-21T10:00:00Z');
const person: Sender = { kind: 'natural', name: 'Popescu Ana-Maria' };
const body: Sender = { kind: 'legal', name: 'Salubris Lunca Albă SRL' };

/** Paths and codes of what is wrong with a sender; empty when nothing is. */
function faultsOf(sender: Sender): string[] {
  try {
    validateSender(sender, now);
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.family !== 'validation') throw error;
    return error.fields.map((field) => `${field.path} ${field.code}`);
  }
}

test('identifiers are kept in their one form', () => {
  expect(
    validateSender(
      {
        ...person,
        cnp: '1 960229 129672',
        phone: '(0251) 123 456',
        email: ' Ana@Exemplu.RO',
        address: 'Str. Morii 2',
      },
      now,
    ),
  ).toEqual({
    kind: 'natural',
    name: 'Popescu Ana-Maria',
    cnp: '1960229129672',
    phone: '+40251123456',
    email: 'ana@exemplu.ro',
    address: 'Str. Morii 2',
  });
  expect(validateSender({ ...body, cui: 'RO 991019' }, now).cui).toBe('991019');
});

test('fields left empty count as absent', () => {
  const empty = { cnp: '', cui: ' ', phone: '', email: '\t', address: '' };
  expect(validateSender({ ...person, ...empty }, now)).toEqual(person);
});

describe('each wrong identifier is named with its own sentence', () => {
  test.each([
    [{ ...person, cnp: '1960229129518' }, 'sender.cnp party.cnp-invalid'],
    [{ ...person, phone: '0500 000 001' }, 'sender.phone party.phone-invalid'],
    [{ ...person, email: 'ana@' }, 'sender.email party.email-invalid'],
    [{ ...body, cui: '99900018' }, 'sender.cui party.cui-invalid'],
    [{ ...person, cui: '94' }, 'sender.cui party.cui-bodies-only'],
    [{ ...body, cnp: '1960229129672' }, 'sender.cnp party.cnp-natural-only'],
    [{ ...body, kind: 'public-body', cnp: '1' }, 'sender.cnp party.cnp-natural-only'],
  ] as [Sender, string][])('%j', (sender, fault) => {
    expect(faultsOf(sender)).toEqual([fault]);
  });
});

test('all wrong fields are named at once', () => {
  expect(faultsOf({ ...person, cnp: '1', phone: '1', email: '1' })).toHaveLength(3);
});

test('a child born today at one in the morning in Bucharest has a valid CNP', () => {
  const cnp = generateCnp({ birthDate: '2026-11-22', sex: 'male', county: '70', serial: 900 });
  expect(validateSender({ ...person, cnp }, new Date('2026-11-21T23:00:00Z')).cnp).toBe(cnp);
  expect(faultsOf({ ...person, cnp })).toEqual(['sender.cnp party.cnp-invalid']);
});

test('no text whatever in an identifier does anything but pass or be refused by name', () => {
  const text = fc.oneof(
    fc.string({ unit: anyUnit, maxLength: 60 }),
    fc.constantFrom('\0', '\ud800', '١٢٣٤٥٦٧٨٩٠١٢٣'),
  );
  const identifiers = fc.record({ cnp: text, cui: text, phone: text, email: text }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.constantFrom(person, body), identifiers, (sender, typed) => {
      for (const fault of faultsOf({ ...sender, ...typed })) expect(fault).toMatch(/^sender\.\w+ party\./);
    }),
  );
});
