import { foldText, RuleConditions } from '@opis/contracts';
import { expect, test } from 'vitest';
import { matchRule, type RuleFacts } from './match-rule.ts';

const mailbox = '019f0000-0000-7000-8000-000000000001';
const other = '019f0000-0000-7000-8000-000000000002';

const facts: RuleFacts = {
  fromAddress: 'facturi@posta.firma.example',
  mailboxId: mailbox,
  messageKind: 'message',
  knownSender: true,
  subject: foldText('Factură de hârtie'),
  body: foldText('Vă transmitem facturile lunii iunie.'),
  attachmentNames: [foldText('Factura 12.pdf'), foldText('borderou.xlsx')],
};

const meets = (conditions: Partial<RuleConditions>, of: Partial<RuleFacts> = {}) =>
  matchRule(RuleConditions.parse(conditions), { ...facts, ...of });

test.each<[string, Partial<RuleConditions>, Partial<RuleFacts>]>([
  ['the whole address', { addresses: ['facturi@posta.firma.example'] }, { fromAddress: 'alt@firma.example' }],
  ['the very domain', { domains: ['posta.firma.example'] }, { fromAddress: 'x@firma.example' }],
  ['a domain above it', { domains: ['firma.example'] }, { fromAddress: 'x@altafirma.example' }],
  ['a domain, of no sender', { domains: ['firma.example'] }, { fromAddress: null }],
  ['an address, of no sender', { addresses: ['facturi@posta.firma.example'] }, { fromAddress: null }],
  ['a word of the subject', { subjectWords: ['hârtie'] }, { subject: foldText('Factură') }],
  ['the subject, not the text', { subjectWords: ['factur'] }, { subject: foldText('Hârtie') }],
  ['a word of the text', { bodyWords: ['iunie'] }, { body: foldText('Vă transmitem') }],
  ['the text, not the subject', { bodyWords: ['factur'] }, { body: foldText('Vă transmitem') }],
  ['a word anywhere', { words: ['hârtie'] }, { subject: foldText('Factură') }],
  ['a word of a file’s name', { attachmentNames: ['borderou'] }, { attachmentNames: [] }],
  ['the mailbox', { mailboxes: [mailbox] }, { mailboxId: other }],
  ['the kind of message', { messageKinds: ['message'] }, { messageKind: 'auto-reply' }],
  ['a sender whom we know', { knownSender: true }, { knownSender: false }],
  ['a sender whom we do not know', { knownSender: false }, {}],
])('a rule that asks for %s speaks of nothing else', (what, conditions, otherFacts) => {
  expect(meets(conditions, otherFacts)).toBeUndefined();
  const fitting = what === 'a sender whom we do not know' ? { knownSender: false } : {};
  expect(meets(conditions, fitting)).toBeDefined();
});

test('of one list one word is enough, of several lists each must be met, and the words that were met are given', () => {
  expect(meets({ words: ['chitanț', 'factur', 'hârtie'] })).toEqual(['factur', 'hârtie']);
  expect(meets({ words: ['factur'], subjectWords: ['factur'], domains: ['firma.example'] })).toEqual([
    'firma.example',
    'factur',
  ]);
  expect(meets({ words: ['factur'], bodyWords: ['chitanț'] })).toBeUndefined();
});

test('words are met from their beginning, whatever their diacritics and capitals, and never from their middle', () => {
  expect(meets({ subjectWords: ['FACTURĂ DE HARTIE'] })).toEqual(['FACTURĂ DE HARTIE']);
  expect(meets({ subjectWords: ['act'] })).toBeUndefined();
  expect(meets({ subjectWords: ['…'] })).toBeUndefined();
});

test('a rule without words names none, and speaks by what else it asks', () => {
  expect(meets({ knownSender: true, mailboxes: [other, mailbox], messageKinds: ['message'] })).toEqual([]);
});
