import {
  Channel,
  parseCnp,
  parseCui,
  parseEmail,
  parsePhone,
  RegisterDocumentRequest,
  toStoredText,
} from '@opis/contracts';
import { expect, test } from 'vitest';
import { demoCategories } from './demo-categories.ts';
import { familyNames, menNames, streetNames, womenNames } from './demo-names.ts';
import { aPaper } from './demo-papers.ts';
import { demoLegalPersons, demoPublicBodies } from './demo-parties.ts';
import { listSubjects, subjectCategories } from './demo-subjects.ts';
import { demoVocabulary } from './demo-vocabulary.ts';
import { seededRandom } from './seeded-random.ts';

const categories = demoCategories.map((category) => category.code);

test('there are names enough that people differ, each once', () => {
  for (const [names, least] of [
    [familyNames, 118],
    [womenNames, 40],
    [menNames, 40],
    [streetNames, 25],
  ] as const) {
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(least);
  }
});

test('every category has at least eighty subjects, each written as it would be kept', () => {
  expect([...subjectCategories].sort()).toEqual([...categories, 'intern'].sort());
  for (const category of subjectCategories) {
    const subjects = listSubjects(category);
    expect(new Set(subjects).size, category).toBeGreaterThanOrEqual(80);
    const isWritten = (subject: string) =>
      toStoredText(subject) === subject &&
      /^\p{Lu}/u.test(subject) &&
      !/[{}"]|\.$| {2}|\.\.\.|[şţŞŢ]|undefined/.test(subject);
    expect(subjects.filter((subject) => !isWritten(subject))).toEqual([]);
  }
});

test('every company has a right fiscal code of its own, and every sender is one that the counter takes', () => {
  const codes = demoLegalPersons.map((sender) => sender.cui ?? '');
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(parseCui(code)).toBe(code);
  for (const { email, phone } of [...demoLegalPersons, ...demoPublicBodies]) {
    if (email !== undefined) expect(parseEmail(email)).toBe(email);
    expect(parsePhone(phone ?? '')).toBeDefined();
  }
});

test('a thousand papers are papers that may be registered, from people whose numbers are right', () => {
  const random = seededRandom(7);
  const seen = new Set<string>();
  for (let n = 0; n < 1_000; n++) {
    const { register, ...paper } = aPaper(demoVocabulary, random, { known: [], date: '2026-06-29' });
    expect(RegisterDocumentRequest.safeParse(paper).success).toBe(true);
    expect(Channel.options).toContain(paper.channel);
    expect(register).toBe('general');
    const { cnp, phone, email } = paper.sender ?? {};
    if (cnp !== undefined) expect(parseCnp(cnp, { today: '2026-06-29' })).toBeDefined();
    if (phone !== undefined) expect(parsePhone(phone)).toBeDefined();
    if (email !== undefined) expect(parseEmail(email)).toBe(email);
    seen.add(paper.category ?? '');
  }
  expect([...seen].sort()).toEqual([...categories].sort());
});
