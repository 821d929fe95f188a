import { describe, expect, test } from 'vitest';
import { aCscProvider, type ProviderChoice } from '../../../../test/a-csc-provider.ts';
import { aPdf } from '../../../../test/a-pdf.ts';
import { askPdfsig } from '../../../../test/a-signed-pdf.ts';
import { aSigningWorld } from '../../../../test/a-signing-world.ts';
import { verifyPdf } from '../verify-pdf.ts';
import { cscClient } from './csc-signer.ts';
import { openSigning } from './sign-pdfs.ts';

const world = aSigningWorld();
const persida = world.aSigner({ name: 'Persida Cucuruz' });
const at = new Date('2026-06-29T08:15:00Z');

async function signAt(choice: ProviderChoice, count = 1, authorisation?: { pin?: string; otp?: string }) {
  const provider = await aCscProvider(world, persida, choice);
  const client = cscClient(provider.settings);
  const [id = ''] = await client.listCredentials();
  const signer = client.signerOf(await client.readCredential(id));
  const documents = Array.from({ length: count }, (_, index) => ({ pdf: aPdf(index + 1), field: { at } }));
  const signing = await openSigning(documents, {
    signer,
    authorisation: authorisation ?? provider.authorisation,
  });
  return { provider, signing };
}

describe('a key at a provider', () => {
  test('signs a whole batch with one authorisation, for exactly its documents', async () => {
    const { provider, signing } = await signAt({}, 3);
    for (const index of [0, 1, 2]) {
      const signed = await signing.sign(index);
      expect(askPdfsig(world.folder, signed)).toContain('Signature is Valid');
      const [report] = verifyPdf(signed, { trust: [], at: new Date() }).signatures;
      expect(report).toMatchObject({ integrity: 'intact', coversWholeFile: true });
    }
    expect(provider.counted('credentials/authorize')).toBe(1);
    expect(provider.counted('signatures/signHash')).toBe(3);
    const [authorised] = provider.asked.filter(({ path }) => path.endsWith('authorize'));
    expect(authorised?.body).toMatchObject({ numSignatures: 3, hashAlgorithmOID: '2.16.840.1.101.3.4.2.1' });
  });

  test('is never sent a document, only digests', async () => {
    const { provider, signing } = await signAt({});
    await signing.sign(0);
    expect(JSON.stringify(provider.asked)).not.toContain('%PDF');
  });

  test.each<[string, { pin?: string; otp?: string }]>([
    ['a wrong PIN', { pin: 'altul', otp: '482913' }],
    ['a wrong code', { pin: persida.pin, otp: '000000' }],
    ['nothing typed', {}],
  ])('does not open for %s', async (_what, authorisation) => {
    await expect(signAt({}, 1, authorisation)).rejects.toMatchObject({
      code: 'signature.wrong-pin',
      family: 'validation',
    });
  });

  test('asks for what the provider says that it asks for', async () => {
    const explicit = await aCscProvider(world, persida);
    const implicit = await aCscProvider(world, persida, { mode: 'implicit' });
    expect((await cscClient(explicit.settings).readCredential('cred-1')).asks).toEqual({
      pin: true,
      otp: true,
    });
    expect((await cscClient(implicit.settings).readCredential('cred-1')).asks).toEqual({
      pin: false,
      otp: false,
    });
  });

  test.each<ProviderChoice>([{ status: 'disabled' }, { mode: 'oauth2code' }])(
    'is refused when it is %o: nobody could open it from here',
    async (choice) => {
      await expect(signAt(choice)).rejects.toMatchObject({ code: 'signature.no-credential' });
    },
  );

  test('takes no more documents than one authorisation opens', async () => {
    await expect(signAt({ multisign: 2 }, 3)).rejects.toMatchObject({ code: 'signature.provider-refused' });
  });

  test('is asked again with a new token when the provider has forgotten the old one', async () => {
    const { provider, signing } = await signAt({});
    provider.forgetTokens();
    expect(askPdfsig(world.folder, await signing.sign(0))).toContain('Signature is Valid');
    expect(provider.counted('oauth2/token')).toBe(2);
  });

  test.each<[string, ProviderChoice['instead'], string]>([
    [
      'breaks',
      { '/csc/v2/signatures/signHash': () => ({ status: 503, body: {} }) },
      'signature.provider-unavailable',
    ],
    [
      'refuses',
      { '/csc/v2/signatures/signHash': () => ({ status: 400, body: { error: 'access_denied' } }) },
      'signature.provider-refused',
    ],
    [
      'answers something else',
      { '/csc/v2/signatures/signHash': () => ({ status: 200, body: { signatures: 'nu' } }) },
      'signature.provider-refused',
    ],
  ])('leaves the document as it is when the provider %s', async (_what, instead, code) => {
    const { signing } = await signAt({ ...(instead && { instead }) });
    await expect(signing.sign(0)).rejects.toMatchObject({ family: 'dependency', code });
  });

  test('a provider that is not there is said to be away', async () => {
    const client = cscClient({ url: 'http://127.0.0.1:9/csc/v2', clientId: 'a', clientSecret: 'b' });
    await expect(client.listCredentials()).rejects.toMatchObject({ code: 'signature.provider-unavailable' });
  });
});
