import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMessageIds, isFromServer, judgeBounce } from './judge-bounce.ts';

const ours = {
  messageId: '0123456789abcdefghjkmnpqrs.0198c0de-0000-7000-8000-000000000001@valea-mica.example',
  toAddress: 'ana.pop@posta.example',
};
const header = `Message-ID: <${ours.messageId}>\nSubject: Re: Cerere`;
const bounce = (text: string, returned = header) => judgeBounce({ text, returned }, ours);

// As servers write them: qmail, Exim, Exchange (2003), Sendmail without a report, Courier.
const qmail = `Hi. This is the qmail-send program at posta.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ana.pop@posta.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <registratura@valea-mica.example>
${header}`;
const exim = `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ana.pop@posta.example
    host mx.posta.example [192.0.2.1]: 550 Unknown user

------ This is a copy of the message, including all the headers. ------

Return-path: <registratura@valea-mica.example>
${header}`;
const exchange = `Your message did not reach some or all of the intended recipients.

The following recipient(s) could not be reached:

      ana.pop@posta.example on 6/29/2026 9:12 AM
            The e-mail account does not exist at the organization this message was sent to.
            <mx.posta.example #5.1.1>`;
const sendmail = `   ----- The following addresses had permanent fatal errors -----
<ana.pop@posta.example>

   ----- Transcript of session follows -----
... while talking to mx.posta.example.:
>>> RCPT To:<ana.pop@posta.example>
<<< 550 5.1.1 <ana.pop@posta.example>... User unknown`;

test.each([
  ['qmail', qmail, '', '5.1.1'],
  ['Exim', exim, '', null],
  ['Exchange', exchange, header, '5.1.1'],
  ['Sendmail', sendmail, header, '5.1.1'],
])('what %s says of our own message is certain', (_who, text, returned, status) => {
  expect(bounce(text, returned)).toMatchObject({ how: 'certain', status, diagnostic: expect.any(String) });
});

test.each([
  ['does not return our message', exchange, ''],
  ['names another recipient', exchange.replaceAll('ana.pop@', 'alta@'), header],
  [
    'says in one breath that it failed and that it tries again',
    `${exchange}\nWe will retry for 3 days.`,
    header,
  ],
])('one that %s is only likely', (_what, text, returned) => {
  expect(bounce(text, returned).how).toBe('likely');
});

test.each([
  ['an absence', 'Sunt în concediu până la 15 iulie. ana.pop@posta.example'],
  ['a delay', 'Warning: message to ana.pop@posta.example delayed 4 hours. You do not need to resend it.'],
  [
    'our own letter, come back without a word',
    `${header}\n\nadresa 550 5.1.1 user unknown ana.pop@posta.example`,
  ],
])('%s is never taken for a failure', (_what, text) => {
  expect(bounce(text).how).toBe('possible');
});

test('our letter’s own words are no words of the server, whatever they say', () => {
  const said = 'Could not be delivered to ana.pop@posta.example';
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('5.1.1', '550 no', 'user unknown'), (noise, word) => {
      expect(bounce(`Bună ziua\n${header}\n${noise} ${word} ${ours.toAddress}`).how).toBe('possible');
      expect(bounce(`${said}\n${header}\n${noise}`).how).toBe('certain');
    }),
  );
});

test('only the empty sender, or the names that mail servers write under, are those of a server', () => {
  const from = (fromAddress: string | null, envelopeFrom: string | null, channel: 'imap' | 'smtp' = 'smtp') =>
    isFromServer({ fromAddress, envelopeFrom, channel });
  expect(from('ana@posta.example', null)).toBe(true);
  expect(from('mailer-daemon@posta.example', null, 'imap')).toBe(true);
  expect(from('postmaster@posta.example', 'postmaster@posta.example')).toBe(true);
  expect(from('ana@posta.example', null, 'imap')).toBe(false);
  expect(from('ana@posta.example', 'ana@posta.example')).toBe(false);
  expect(from(null, 'ana@posta.example')).toBe(false);
});

test('of what came back its own id stands before those that it refers to', () => {
  expect(findMessageIds(`References: <alt.x@y.example>\n> Message-Id: <al.nostru@y.example>`)).toEqual([
    'al.nostru@y.example',
  ]);
});
