import { expect, test } from 'vitest';
import { aPostfix } from '../../../test/real-mail-servers.ts';
import { deliver } from './deliver.ts';

const mail = {
  from: 'registratura@lunca-alba.example',
  to: 'ana.pop@lunca-alba.example',
  raw: Buffer.from('Subject: Raspuns\r\n\r\nVa raspundem.\r\n'),
  id: 'raspuns-1',
};

const patience = { quietMs: 20_000, beforeLastBytes: async () => {} };
const nobody = 9;

test('a server that asks for encryption gets the message encrypted', async () => {
  const postfix = await aPostfix(nobody, 'smtp', { encrypted: true });
  const url = `smtp://127.0.0.1:${postfix.port}?tls.rejectUnauthorized=false`;
  expect(await deliver(mail, { url, ...patience })).toMatchObject({ outcome: 'accepted' });
  await expect.poll(postfix.log).toMatch(/TLS connection established from .*TLSv1\.[23]/);
});

test('a server whose certificate nobody signed is told nothing of the message, and it may be tried again', async () => {
  const postfix = await aPostfix(nobody, 'smtp', { encrypted: true });
  const url = `smtp://127.0.0.1:${postfix.port}`;
  const told = await deliver(mail, { url, ...patience });
  expect(told).toMatchObject({ outcome: 'unreachable' });
  expect(told.reply).toMatch(/self-signed certificate/);
  expect(postfix.log()).not.toMatch(/from=<registratura/);
});
