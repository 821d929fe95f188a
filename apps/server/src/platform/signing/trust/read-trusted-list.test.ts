import { describe, expect, test } from 'vitest';
import { aSigningWorld } from '../../../../test/a-signing-world.ts';
import { aTrustedList, describeList, signList } from '../../../../test/a-trusted-list.ts';
import { readTrustedList } from './read-trusted-list.ts';
import { wasGranted } from './trusted-service.ts';

const world = aSigningWorld();
const { xml, fingerprint, operator } = aTrustedList(world, {});

describe('a trusted list', () => {
  test('names its services, since when each was granted and withdrawn, and who signed it', () => {
    const list = readTrustedList(xml);
    expect(list).toMatchObject({ territory: 'RO', sequenceNumber: 7, signerSha256: fingerprint });
    const [service] = list.services;
    expect(service).toMatchObject({
      kind: 'CA/QC',
      name: 'Certificate calificate de probă',
      restricted: false,
    });
    if (!service) throw new Error('no service');
    const at = (moment: string) => wasGranted({ ...service, territory: 'RO' }, new Date(moment));
    expect([at('2019-06-01'), at('2021-06-01'), at('2026-06-01')]).toEqual([false, false, true]);
  });

  test.each([
    ['withdrawn', false],
    ['granted', true],
  ])('whose service is %s says so', (status, granted) => {
    const [service] = readTrustedList(aTrustedList(world, { status }).xml).services;
    expect(service?.history[0]?.granted).toBe(granted);
  });

  test.each([
    ['NotQualified', true],
    ['QCNoSSCD', true],
    ['QCWithSSCD', false],
  ])('with the qualifier %s restricts its service: %s', (qualifier, restricted) => {
    const [service] = readTrustedList(aTrustedList(world, { qualifier }).xml).services;
    expect(service?.restricted).toBe(restricted);
  });

  test('of lists names who may sign the others', () => {
    const pointsTo = operator.certificate.raw.toString('base64');
    const { pointers } = readTrustedList(aTrustedList(world, { territory: 'EU', pointsTo }).xml);
    expect(pointers).toEqual({ RO: [fingerprint] });
  });
});

describe('what is refused', () => {
  const other = world.aSigner({ name: 'Altcineva' });

  test.each<[string, string, 'invalid' | 'unsigned']>([
    ['what is no XML', 'nu', 'invalid'],
    [
      'XML with a document type',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${describeList(world, {}).slice(39)}`,
      'invalid',
    ],
    ['a list that nobody signed', describeList(world, {}), 'unsigned'],
    [
      'a list changed after it was signed',
      xml.replace('Svcstatus/granted', 'Svcstatus/withdrawn'),
      'unsigned',
    ],
    [
      'a signature whose certificate was changed for another',
      xml.replace(
        /(<X509Certificate>)[^<]+(<\/X509Certificate><\/X509Data>)/,
        `$1${other.certificate.raw.toString('base64')}$2`,
      ),
      'unsigned',
    ],
    ['another document, well signed', signList('<Altceva Id="a"/>', operator).xml, 'unsigned'],
    ['a signed list wrapped in another that is not', wrap(xml), 'unsigned'],
  ])('%s', (_what, text, code) => {
    expect(() => readTrustedList(text)).toThrow(expect.objectContaining({ code }));
  });
});

// The old trick: what is signed stays somewhere inside, what is read is the forger's.
function wrap(signed: string): string {
  const body = signed.replace(/^<\?xml[^>]*>\s*/, '');
  const forged = describeList(world, { status: 'granted', sequenceNumber: 99 });
  return forged.replace('</TrustServiceStatusList>', `<Extra>${body}</Extra></TrustServiceStatusList>`);
}
