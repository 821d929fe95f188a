import { expect, test } from 'vitest';
import { aNameServer } from '../../../test/real-mail-servers.ts';
import { mailDomains } from './mail-domains.ts';

/** The preference 0 and the root as exchanger: „null MX” of RFC 7505. */
const nullExchanger = '000000';

async function aResolver() {
  return mailDomains([
    await aNameServer({ 'numai-text.ro': 'v=spf1 -all' }, [
      // It answers for the whole of .ro by itself: what it does not know is not there.
      '--local=/ro/',
      '--mx-host=cu-posta.ro,mail.cu-posta.ro,10',
      '--host-record=cu-adresa.ro,192.0.2.8',
      `--dns-rr=fara-posta.ro,15,${nullExchanger}`,
      '--host-record=fara-posta.ro,192.0.2.9',
    ]),
  ]);
}

test('a domain that names who takes its mail receives mail', async () => {
  expect(await (await aResolver())('cu-posta.ro')).toBe(true);
});

test('a domain that names nobody but has an address receives mail there', async () => {
  expect(await (await aResolver())('cu-adresa.ro')).toBe(true);
});

test('a domain that says that it takes no mail receives none, whatever address it has', async () => {
  expect(await (await aResolver())('fara-posta.ro')).toBe(false);
});

test('a domain without exchanger and without address receives none', async () => {
  expect(await (await aResolver())('numai-text.ro')).toBe(false);
});

test('a domain that does not exist receives none', async () => {
  expect(await (await aResolver())('nu-exista.ro')).toBe(false);
});

test('when the name server does not answer nothing is kept back', async () => {
  expect(await mailDomains(['127.0.0.1:9'])('cu-posta.ro')).toBe(true);
});
