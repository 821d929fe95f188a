import fc from 'fast-check';

/** The worst of them: each is put into every single field. */
export const worstTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '\ufffe',
  '\u202egpj.exe',
  '\u200b\u200b',
  '\u00ad',
  '\r\nSet-Cookie: a=b',
  'x'.repeat(9_000),
  `a${'\u0301'.repeat(1_900)}`,
  '\ufdfa'.repeat(200),
  "'; DROP TABLE entries; --",
  '%_\\',
  '<script>alert(1)</script>',
  '__proto__',
];

/** Texts that have broken something somewhere. */
export const hostileTexts: readonly string[] = [
  ...worstTexts,
  'rând\nnou\tși\u2028altul',
  'fără-spații-'.repeat(160),
  'ș'.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(50),
  'تجربة עברית mixed',
  "' OR '1'='1",
  '%',
  '_%\\',
  '\\',
  '"',
  '"><img src=x onerror=alert(1)>',
  '$'.concat('{7*7}{{7*7}}<%= 7*7 %>'),
  '../../../../etc/passwd',
  '..\\..\\windows',
  'file:///etc/passwd',
  'http://169.254.169.254/latest',
  '#read("/etc/passwd")',
  '#set page(width: 1pt)',
  '*tare* _oblic_ `cod` $x^2$ @ref <etichetă> ~ // comentariu /* */',
  ']#panic()[',
  '=HYPERLINK("http://evil.example")',
  'constructor',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '1e400',
  '0x10',
  '１２',
  '9'.repeat(400),
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '9999-12-31',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '"x@evil.example y"@primarie.ro',
  `${'a'.repeat(5_000)}!`,
];

const numbers = [
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e21,
  1e308,
  5e-324,
  65_536,
  100_000,
  2_201,
  1_989,
];
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const oddities = [
  'null',
  'true',
  'false',
  '[]',
  '{}',
  '[null]',
  '[[[]]]',
  '{"":""}',
  '{"length":1}',
  '{"toString":1,"valueOf":2}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '"\\ud800"',
  '"\\u0000"',
  '1e999',
  '-1e999',
  '123456789012345678901234567890',
  nested(2_000),
];

/** JSON of a text that has broken something, or of any at all. */
export const hostileJsonText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }).map((text) => JSON.stringify(text)) },
);

/** JSON of one value of any kind; not always what `JSON.stringify` would write. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: hostileJsonText },
  { weight: 1, arbitrary: fc.constantFrom(...numbers).map((number) => JSON.stringify(number)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.constantFrom(...oddities) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...hostileTexts), { minLength: 1, maxLength: 60 })
      .map((texts) => JSON.stringify(texts)),
  },
);

const broken = [
  '{',
  '{"a":1,}',
  "{'a':1}",
  '{"a":1}{"b":2}',
  '\ufeff{"a":1}',
  'undefined',
  '{"a":\u0000}',
  '{"subject":"\\x"}',
  '[1,2',
  '"\\ud83"',
  nested(100_000).slice(0, 100_000),
  `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`,
];
const noUtf8 = [
  [0x22, 0xc3, 0x28, 0x22],
  [0x22, 0xff, 0xfe, 0x22],
  [0x22, 0xed, 0xa0, 0x80, 0x22],
  [0xff, 0xfe, 0x7b, 0x00],
];

/** Bytes that are no JSON, or not in UTF-8, or not whole. */
export const brokenBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...broken).map((text) => Buffer.from(text)),
  fc.constantFrom(...noUtf8).map((bytes) => Buffer.from(bytes)),
);

/** What stands in an address where an id, a code or a number should. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...['%00', '%ff', '%c3%28', '%ed%a0%80', '%', '%zz', '..', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%5c..'],
    ...['0', '-1', '1.5', '1e3', '0x10', '%EF%BC%91', '99999999999', '9'.repeat(60)],
    ...['x'.repeat(190), 'x'.repeat(3_000), '%F0%9F%98%80', 'general%00', 'GENERAL', '*', "'%20OR%201=1--"],
    ...['00000000-0000-0000-0000-000000000000', '__proto__', 'constructor', 'null', '%20', ';', '~'],
  ),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .filter((text) => text.isWellFormed())
    .map(encodeURIComponent),
);
