import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachmentHeader, toDocumentName } from './document-name.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 1000 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    '"; filename="evil.exe',
    "a'b(c)*.pdf",
    '%22%0d%0aSet-Cookie: x=1',
    '..\\..\\x',
    'a\r\nX-Evil: 1',
  ),
);

const parts = /^attachment; filename="([^"\\%\r\n]*)"; filename\*=UTF-8''([A-Za-z0-9!#$&+\-.^_`|~%]*)$/;

test('whatever the name, the header has one plain name and one whole name, and nothing else', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const header = attachmentHeader(toDocumentName(name));
      const [, plain = '', extended = ''] = parts.exec(header) ?? [];
      expect(header).toMatch(parts);
      expect(header).toMatch(/^[ -~]*$/);
      expect(plain).not.toMatch(/[/\\]/);
      expect(decodeURIComponent(extended)).not.toMatch(/[/\\"\p{Cc}\p{Cf}]/u);
      expect(header.length).toBeLessThan(2000);
    }),
    { numRuns: 2000 },
  );
});

test('what is kept can be stored: some characters, none that PostgreSQL refuses, at most a thousand', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const kept = toDocumentName(name);
      const { length } = Array.from(kept);
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(1000);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(toDocumentName(kept)).toBe(kept);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  { name: 'cerere.pdf', header: `attachment; filename="cerere.pdf"; filename*=UTF-8''cerere.pdf` },
  {
    name: 'Înștiințare.pdf',
    header: `attachment; filename="Instiintare.pdf"; filename*=UTF-8''%C3%8En%C8%99tiin%C8%9Bare.pdf`,
  },
  {
    name: '../../etc/passwd',
    header: `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`,
  },
  {
    name: 'a "b" 100%.txt',
    header: `attachment; filename="a _b_ 100_.txt"; filename*=UTF-8''a%20_b_%20100%25.txt`,
  },
  { name: 'Добрый день.docx', header: /filename="_+ _+\.docx"; filename\*=UTF-8''%D0%94/ },
])('$name is offered so', ({ name, header }) => {
  if (typeof header === 'string') expect(attachmentHeader(name)).toBe(header);
  else expect(attachmentHeader(name)).toMatch(header);
});

test('a long name keeps its end, by which programs know it', () => {
  const header = attachmentHeader(`${'ș'.repeat(990)}.pdf`);
  expect(header).toMatch(/filename="s{116}\.pdf"/);
});
