import { expect, test } from 'vitest';
import { aPostWorld } from '../../../../test/a-post-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const world = await aPostWorld(await aDatabase());
const { out, into, aRegistered, registered, leaves, proposalOf, sendWaiting } = world;

const lastTaken = () => {
  const mail = out.peer.taken.at(-1);
  return {
    to: mail?.to,
    subject: mail?.subject,
    inReplyTo: mail?.inReplyTo,
    references: idsOf(mail?.references),
  };
};
const idsOf = (references = '') => references.match(/<[^>]+>/g) ?? [];

test('without any confirmation the answer still goes back in the petitioner’s own thread', async () => {
  const file = await aRegistered({
    from: 'Ana <no-reply@posta.example>',
    subject: 'Groapa din strada Morii',
    headers: ['Message-ID: <groapa@posta.example>', 'References: <alta@posta.example>'],
  });
  await sendWaiting();
  expect(out.peer.taken).toEqual([]);
  await leaves(await out.ready(file));
  expect(lastTaken()).toEqual({
    to: 'no-reply@posta.example',
    subject: 'Re: Groapa din strada Morii',
    inReplyTo: '<groapa@posta.example>',
    references: ['<alta@posta.example>', '<groapa@posta.example>'],
  });
});

test('an answer after a confirmation and their word on it names all three, and answers their newest', async () => {
  const from = 'Ion Pop <ion@posta.example>';
  const file = await aRegistered({
    from,
    subject: 'RE: Adeverință',
    headers: ['Message-ID: <unu@posta.example>'],
  });
  await sendWaiting();
  const confirmation = out.peer.taken.at(-1);
  const token = confirmation?.from ?? '';
  const reply = await into.arrive({
    ...{ from, to: token, subject: `Re: ${confirmation?.subject}` },
    headers: [
      'Message-ID: <doi@posta.example>',
      `In-Reply-To: ${confirmation?.messageId}`,
      `References: <unu@posta.example> ${confirmation?.messageId}`,
    ],
  });
  const { message } = await into.get(reply);
  expect(message.proposal.joins).not.toBeNull();
  expect(await registered(reply, { kind: 'reply', unit: undefined })).toBe(file);
  const letter = await out.ready(file);
  expect((await proposalOf(letter)).subject).toBe(`Re: ${confirmation?.subject}`);
  await leaves(letter);
  expect(lastTaken()).toMatchObject({
    inReplyTo: '<doi@posta.example>',
    references: ['<unu@posta.example>', confirmation?.messageId, '<doi@posta.example>'],
  });
});

test('what leaves to another address tells nothing of what the petitioner wrote', async () => {
  const file = await aRegistered({
    from: 'Vasile <vasile@posta.example>',
    subject: 'O plângere a mea',
    headers: ['Message-ID: <plangere@posta.example>'],
  });
  const letter = await out.ready(file);
  await leaves(letter, { address: 'altul@autoritate.example', subject: 'Adresă' });
  expect(lastTaken()).toMatchObject({ to: 'altul@autoritate.example', references: [] });
  expect(lastTaken().inReplyTo).toBeUndefined();
});
