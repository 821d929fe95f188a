import { LetterKind, letterKinds } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { fieldsIn, hasWords } from '../letter.ts';
import { knownFields } from './known-fields.ts';
import { shippedTemplates } from './shipped-templates.ts';
import { fillLine, parseMarkup, unknownFields } from './template-markup.ts';

const known = knownFields([]);

describe('the templates that come with the program', () => {
  test('have a code each', () => {
    const codes = shippedTemplates.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test.each(LetterKind.options)('serve the kind %s', (kind) => {
    expect(shippedTemplates.some((template) => template.kind === kind)).toBe(true);
  });

  test.each(shippedTemplates.map((template) => [template.code, template] as const))(
    '%s names the numbers that it answers, and knows every field of its plain lines (PET-09)',
    (_code, { body, subject, resolution }) => {
      expect(hasWords(body)).toBe(true);
      expect(fieldsIn(body)).toContain('all-numbers');
      expect([
        ...unknownFields(subject, 'subject', known),
        ...unknownFields(resolution, 'resolution', known),
      ]).toEqual([]);
    },
  );

  test('leave the legal basis of an answer to whoever solves (PET-13), and state that of a step the law describes', () => {
    for (const { kind, procedure, legalBasis } of shippedTemplates) {
      if (letterKinds[kind].concludes) expect(legalBasis).toBe('');
      if (kind === 'extension' || kind.startsWith('redirection')) expect(legalBasis).not.toBe('');
      if (procedure === null) expect(legalBasis).toBe('');
    }
  });
});

describe('the short writing of templates', () => {
  test('keeps bold, lists and fields apart', () => {
    expect(
      parseMarkup(['Urmare a {registration}: **gata, {petitioner}**', '- una', '- alta']).content,
    ).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Urmare a ' },
          { type: 'mergeField', attrs: { name: 'registration' } },
          { type: 'text', text: ': ' },
          { type: 'text', text: 'gata, ', marks: [{ type: 'bold' }] },
          { type: 'mergeField', attrs: { name: 'petitioner' }, marks: [{ type: 'bold' }] },
        ],
      },
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [{ type: 'paragraph', content: [{ type: 'text', text: 'una' }] }],
          },
          {
            type: 'listItem',
            content: [{ type: 'paragraph', content: [{ type: 'text', text: 'alta' }] }],
          },
        ],
      },
    ]);
  });

  test('refuses a field that nobody knows', () => {
    expect(() => parseMarkup(['{numar}'])).toThrow('letter.unknown-field');
    expect(unknownFields('privind {numar}', 'subject', known)).toEqual([
      { path: 'subject', code: 'letter.unknown-field' },
    ]);
  });

  test('knows the fields of the procedure that it serves, and of no other', () => {
    const trees = knownFields([{ name: 'treeCount' }]);
    expect(unknownFields('{field:treeCount} arbori', 'subject', trees)).toEqual([]);
    expect(unknownFields('{field:treeCount} arbori', 'subject', known)).toHaveLength(1);
    expect(fillLine('{field:treeCount} arbori, {field:gone}', { 'field:treeCount': '3' } as never)).toBe(
      '3 arbori,',
    );
  });

  test('fills a plain line', () => {
    expect(fillLine('clarificări la {subject}', { subject: 'o cerere' } as never)).toBe(
      'clarificări la o cerere',
    );
  });
});
