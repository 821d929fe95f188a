// A provider of remote signatures (Cloud Signature Consortium API v2) that had to be written for these tests: no such
// program can be had to run here. It keeps the parts of the specification that the adapter uses (OAuth 2.0 client
// credentials, credentials/list, info, authorize, signatures/signHash), refuses what the specification refuses, and
// signs the digest with OpenSSL, so that value and key are not of our own making.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import type { aSigningWorld, TestSigner } from './a-signing-world.ts';

type Body = Record<string, unknown>;
type Answer = { status: number; body: object };

const clientId = 'registratura';
const clientSecret = 'parola serviciului';
const otp = '482913';

/** What a test may bend. */
export type ProviderChoice = {
  mode?: 'implicit' | 'explicit' | 'oauth2code';
  multisign?: number;
  status?: 'enabled' | 'disabled';
  /** In place of the answer to a path. */
  instead?: Partial<Record<string, () => Answer>>;
};

/** One credential, of `who`; its PIN is theirs, its code `482913`. */
export async function aCscProvider(
  world: ReturnType<typeof aSigningWorld>,
  who: TestSigner,
  choice: ProviderChoice = {},
) {
  const asked: { path: string; body: Body }[] = [];
  const tokens = new Set<string>();
  const sads = new Map<string, Set<string>>();
  const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

  const doors: Record<string, (body: Body) => Answer> = {
    '/oauth2/token': ({ client_id, client_secret }) => {
      if (client_id !== clientId || client_secret !== clientSecret) return refuse(401, 'invalid_client');
      const token = randomUUID();
      tokens.add(token);
      return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 3600 } };
    },
    '/csc/v2/credentials/list': () => ({ status: 200, body: { credentialIDs: ['cred-1'] } }),
    '/csc/v2/credentials/info': ({ credentialID, certificates }) => {
      if (credentialID !== 'cred-1') return refuse(400, 'invalid_request');
      const chain = certificates === 'chain' ? [who.certificate, world.authority] : [who.certificate];
      return {
        status: 200,
        body: {
          key: { status: choice.status ?? 'enabled', algo: ['1.2.840.113549.1.1.1'], len: 2048 },
          cert: { status: 'valid', certificates: chain.map(({ raw }) => raw.toString('base64')) },
          auth: {
            mode: choice.mode ?? 'explicit',
            expression: 'PIN AND OTP',
            objects: [
              { type: 'Password', id: 'PIN', format: 'A' },
              { type: 'OTP', id: 'OTP', format: 'N', generator: 'totp' },
            ],
          },
          SCAL: '2',
          multisign: choice.multisign ?? 100,
        },
      };
    },
    '/csc/v2/credentials/authorize': ({ credentialID, numSignatures, hashes, authData }) => {
      const given = new Map(
        (authData as { id: string; value: string }[]).map(({ id, value }) => [id, value]),
      );
      if (credentialID !== 'cred-1' || !Array.isArray(hashes) || hashes.length !== numSignatures) {
        return refuse(400, 'invalid_request');
      }
      if (choice.mode !== 'implicit' && given.get('PIN') !== who.pin) return refuse(400, 'invalid_pin');
      if (choice.mode !== 'implicit' && given.get('OTP') !== otp) return refuse(400, 'invalid_otp');
      const sad = randomUUID();
      sads.set(sad, new Set(hashes));
      return { status: 200, body: { SAD: sad, expiresIn: 300 } };
    },
    // SCAL 2: an activation opens the key for the digests that it was given for, each once.
    '/csc/v2/signatures/signHash': ({ SAD, hashes, hashAlgorithmOID }) => {
      const open = sads.get(String(SAD));
      const [hash] = hashes as string[];
      if (hashAlgorithmOID !== '2.16.840.1.101.3.4.2.1') return refuse(400, 'invalid_request');
      if (!open || hash === undefined || !open.delete(hash)) return refuse(400, 'invalid_request');
      return { status: 200, body: { signatures: [signDigest(Buffer.from(hash, 'base64'))] } };
    },
  };

  function signDigest(digest: Buffer): string {
    writeFileSync(world.path('digest.bin'), digest);
    const key = who.keyFile;
    const args = [
      'pkeyutl',
      '-sign',
      '-inkey',
      key,
      '-in',
      'digest.bin',
      '-out',
      'value.sig',
      '-pkeyopt',
      'digest:sha256',
    ];
    execFileSync('openssl', args, { cwd: world.folder });
    return readFileSync(world.path('value.sig')).toString('base64');
  }

  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const path = request.url ?? '';
    const body = JSON.parse(Buffer.concat(pieces).toString('utf8') || '{}') as Body;
    asked.push({ path, body });
    const isOpen =
      path === '/oauth2/token' || tokens.has((request.headers.authorization ?? '').slice('Bearer '.length));
    const answer =
      choice.instead?.[path] ?? (isOpen ? () => doors[path]?.(body) : () => refuse(401, 'invalid_token'));
    const { status, body: told } = answer() ?? refuse(404, 'not_found');
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`;
  return {
    settings: { url, clientId, clientSecret },
    authorisation: { pin: who.pin, otp },
    asked,
    /** The provider forgets every token that it gave, as after a restart. */
    forgetTokens: () => tokens.clear(),
    counted: (path: string) => asked.filter((call) => call.path.endsWith(path)).length,
  };
}
