// Keys and certificates of a made-up world, generated anew for each file of tests; none is kept anywhere.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { TrustedService } from '../src/platform/signing/trust/trusted-service.ts';

/** Somebody of this world who signs: the paths of their files, and what others may know of them. */
export type TestSigner = {
  readonly keyFile: string;
  readonly certificateFile: string;
  readonly certificate: X509Certificate;
  readonly p12: Buffer;
  readonly pin: string;
};

type SignerChoice = {
  name: string;
  /** `rsa:2048`, `rsa:1024`, `ec` (P-256). */
  key?: string;
  /** `20250101000000Z`. */
  from?: string;
  until?: string;
  /** Lines of QcStatements: qualified, with a device, for a seal. */
  statements?: readonly ('qualified' | 'device' | 'seal')[];
};

// DER of the statements of ETSI EN 319 412-5, as OpenSSL's own notation writes them.
const statementLines = {
  qualified: 'OID:0.4.0.1862.1.1',
  device: 'OID:0.4.0.1862.1.4',
} as const;

/** A world with one authority and one authority of the hour. */
export function aSigningWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'opis-signing-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let made = 0;

  const makeKey = (name: string, key = 'rsa:2048') => {
    const algorithm = key === 'ec' ? 'EC' : 'RSA';
    const option = key === 'ec' ? 'ec_paramgen_curve:P-256' : `rsa_keygen_bits:${key.split(':')[1]}`;
    openssl('genpkey', '-algorithm', algorithm, '-pkeyopt', option, '-out', name);
  };
  const issue = (
    name: string,
    {
      subject,
      extensions,
      from,
      until,
    }: { subject: string; extensions: string; from?: string; until?: string },
  ) => {
    writeFileSync(path(`${name}.ext`), extensions);
    openssl('req', '-new', '-utf8', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
    openssl(
      ...['ca', '-batch', '-notext', '-config', 'ca.cnf', '-in', `${name}.csr`, '-out', `${name}.pem`],
      ...[
        '-extfile',
        `${name}.ext`,
        '-startdate',
        from ?? '20250101000000Z',
        '-enddate',
        until ?? '20350101000000Z',
      ],
    );
  };

  writeFileSync(path('index.txt'), '');
  writeFileSync(path('index.txt.attr'), 'unique_subject = no\n');
  writeFileSync(path('serial'), '1000');
  writeFileSync(
    path('ca.cnf'),
    `[ca]\ndefault_ca=own\n[own]\ndir=${folder}\nnew_certs_dir=${folder}\ndatabase=${folder}/index.txt
serial=${folder}/serial\ncertificate=${folder}/ca.pem\nprivate_key=${folder}/ca.key\ndefault_md=sha256
policy=any\ncopy_extensions=none\n[any]\ncommonName=supplied\norganizationName=optional\ncountryName=optional\n`,
  );
  makeKey('ca.key');
  openssl(
    ...['req', '-x509', '-new', '-utf8', '-key', 'ca.key', '-days', '7300', '-out', 'ca.pem'],
    ...[
      '-subj',
      '/C=RO/O=Autoritatea de Probă/CN=Autoritatea de Probă CA',
      '-addext',
      'keyUsage=critical,keyCertSign',
    ],
  );
  const authority = new X509Certificate(readFileSync(path('ca.pem')));

  function aSigner({ name, key, from, until, statements }: SignerChoice): TestSigner {
    made += 1;
    const file = `signer${made}`;
    makeKey(`${file}.key`, key);
    const lines = (statements ?? []).flatMap((statement, index) =>
      statement === 'seal' ? [] : [`s${index}=SEQUENCE:qc_${statement}`],
    );
    const isSeal = statements?.includes('seal');
    const extensions = [
      'basicConstraints=CA:FALSE',
      'keyUsage=critical,digitalSignature,nonRepudiation',
      ...(statements ? ['1.3.6.1.5.5.7.1.3=ASN1:SEQUENCE:statements'] : []),
      ...(statements ? ['[statements]', ...lines, ...(isSeal ? ['t=SEQUENCE:qc_type'] : [])] : []),
      `[qc_qualified]\nid=${statementLines.qualified}`,
      `[qc_device]\nid=${statementLines.device}`,
      '[qc_type]\nid=OID:0.4.0.1862.1.6\nvalue=SEQUENCE:qc_types\n[qc_types]\none=OID:0.4.0.1862.1.6.2',
    ].join('\n');
    issue(file, {
      subject: `/C=RO/O=Primăria Valea Mică/CN=${name}`,
      extensions,
      ...(from && { from }),
      ...(until && { until }),
    });
    const pin = `pin-${made}`;
    openssl(
      ...['pkcs12', '-export', '-inkey', `${file}.key`, '-in', `${file}.pem`, '-certfile', 'ca.pem'],
      ...['-out', `${file}.p12`, '-passout', `pass:${pin}`],
    );
    return {
      keyFile: path(`${file}.key`),
      certificateFile: path(`${file}.pem`),
      certificate: new X509Certificate(readFileSync(path(`${file}.pem`))),
      p12: readFileSync(path(`${file}.p12`)),
      pin,
    };
  }

  /** The authority as a trusted list has it: granted since `from` unless told otherwise. */
  const asTrusted = (changes: Partial<TrustedService> = {}): TrustedService => ({
    territory: 'RO',
    name: 'Serviciu de probă',
    kind: 'CA/QC',
    certificates: [authority.raw.toString('base64')],
    history: [{ from: '2020-01-01T00:00:00Z', granted: true }],
    restricted: false,
    ...changes,
  });

  /** `openssl ts` behind the smallest HTTP there is: the token is OpenSSL's own, only the carrying is ours. */
  async function aTimeStampAuthority(options: { answer?: (query: Buffer) => Buffer } = {}) {
    makeKey('tsa.key');
    issue('tsa', {
      subject: '/C=RO/O=Autoritatea de Probă/CN=Ora de Probă',
      extensions: 'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping',
    });
    writeFileSync(path('tsa.serial'), '01');
    writeFileSync(
      path('tsa.cnf'),
      `[tsa]\ndefault_tsa=own\n[own]\nserial=${folder}/tsa.serial\nsigner_cert=${folder}/tsa.pem\ncerts=${folder}/ca.pem
signer_key=${folder}/tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256,sha512\ness_cert_id_alg=sha256\n`,
    );
    const reply = (query: Buffer) => {
      writeFileSync(path('query.tsq'), query);
      openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr');
      return readFileSync(path('reply.tsr'));
    };
    const server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(Buffer.from(piece));
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end((options.answer ?? reply)(Buffer.concat(pieces)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    afterAll(() => server.close());
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      reply,
      certificate: new X509Certificate(readFileSync(path('tsa.pem'))),
    };
  }

  return {
    folder,
    path,
    openssl,
    authorityFile: path('ca.pem'),
    authority,
    aSigner,
    asTrusted,
    aTimeStampAuthority,
  };
}
