import { afterAll, expect, test } from 'vitest';
import { aMailServer } from '../../../test/a-mail-server.ts';
import { createMailer } from './mailer.ts';

const server = await aMailServer();
const mailer = createMailer({ url: server.url, from: 'registratura@valea-mica.example' });
afterAll(() => mailer?.close());

test('a mail reaches the server with its letters, its file and the mark of a machine', async () => {
  await mailer?.send({
    to: ['sef@valea-mica.example', 'director@valea-mica.example'],
    subject: 'Termene: două depășite',
    text: 'Bună ziua,\nșase lucrări înainte de sâmbătă.',
    attachments: [
      { filename: 'lista.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' },
    ],
  });
  const [mail] = await server.received(1);
  expect(mail).toMatchObject({
    subject: 'Termene: două depășite',
    recipients: ['sef@valea-mica.example', 'director@valea-mica.example'],
  });
  expect(mail?.text?.trim()).toBe('Bună ziua,\nșase lucrări înainte de sâmbătă.');
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual(['lista.pdf']);
  expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
});

test('a mail that the server refuses is an error', async () => {
  const sending = mailer?.send({ to: 'nimeni@refuzat.example', subject: 'x', text: 'x' });
  await expect(sending).rejects.toThrow();
});

test('without a mail server there is no way to send', () => {
  expect(createMailer(undefined)).toBeUndefined();
});
