import { createHash, X509Certificate } from 'node:crypto';
import { AppError } from '@opis/contracts';
import { z } from 'zod';
import type { Authorisation, SignatureAlgorithm, Signer } from './signer.ts';

/** The provider of remote signatures, as the settings name it (Cloud Signature Consortium API v2). */
export type CscSettings = {
  /** Up to and including `/csc/v2`. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** A certificate at the provider. */
export type CscCredential = {
  readonly id: string;
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
  readonly algorithm: SignatureAlgorithm;
  readonly asks: { readonly pin: boolean; readonly otp: boolean };
  /** How many documents one authorisation opens. */
  readonly multisign: number;
};

const patienceMs = 30_000;
const maxAnswer = 1024 * 1024;
const sha256 = '2.16.840.1.101.3.4.2.1';
const signAlgorithms: Record<SignatureAlgorithm, string> = {
  'rsa-pkcs1': '1.2.840.113549.1.1.11',
  ecdsa: '1.2.840.10045.4.3.2',
};

/** The provider's door: what it answers is read strictly, what it refuses becomes an error of ours. */
export type CscClient = {
  /** Ids of the certificates of one of the provider's users; of the service's own when no user is named. */
  listCredentials(userId?: string): Promise<string[]>;
  /** Error: `signature.no-credential` for one that is not enabled or cannot sign as we do. */
  readCredential(id: string): Promise<CscCredential>;
  signerOf(credential: CscCredential): Signer;
};

export function cscClient(settings: CscSettings): CscClient {
  const call = caller(settings);
  return {
    listCredentials: async (userID) => {
      const answer = await call('credentials/list', { ...(userID && { userID }) }, CredentialList);
      return answer.credentialIDs;
    },
    readCredential: async (credentialID) => {
      const query = { credentialID, certificates: 'chain', certInfo: false, authInfo: true };
      return toCredential(credentialID, await call('credentials/info', query, CredentialInfo));
    },
    signerOf: (credential) => ({
      certificates: credential.certificates,
      algorithm: credential.algorithm,
      authorise: async (texts, authorisation) => {
        const hashes = texts.map((text) => createHash('sha256').update(text).digest('base64'));
        const sad = await authorise(call, credential, { hashes, authorisation });
        return { sign: (index) => signHash(call, credential, { hash: hashes[index] ?? '', sad }) };
      },
    }),
  };
}

type Call = <T>(path: string, body: object, answer: z.ZodType<T>) => Promise<T>;

const CredentialList = z.object({ credentialIDs: z.array(z.string().max(500)).max(1000) });
const CredentialInfo = z.object({
  key: z.object({ status: z.enum(['enabled', 'disabled']), algo: z.array(z.string()) }),
  cert: z.object({ status: z.string().optional(), certificates: z.array(z.string()).min(1).max(20) }),
  auth: z
    .object({
      mode: z.enum(['implicit', 'explicit', 'oauth2code']),
      objects: z.array(z.object({ id: z.string(), type: z.string().optional() })).optional(),
    })
    .optional(),
  multisign: z.number().int().min(1).default(1),
});
const Authorised = z.object({ SAD: z.string().min(1) });
const SignedHashes = z.object({ signatures: z.array(z.string()).length(1) });
const Token = z.object({ access_token: z.string().min(1) });
const Refusal = z.object({ error: z.string() });

function toCredential(
  id: string,
  { key, cert, auth, multisign }: z.infer<typeof CredentialInfo>,
): CscCredential {
  const [own, ...others] = cert.certificates.map((text) => new X509Certificate(Buffer.from(text, 'base64')));
  const algorithm = own?.publicKey.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa-pkcs1';
  const mayBeUsed = key.status === 'enabled' && (cert.status ?? 'valid') === 'valid';
  // The provider's page in a browser is another way than ours: such a certificate cannot be opened from here.
  if (!own || !mayBeUsed || auth?.mode === 'oauth2code')
    throw new AppError('conflict', 'signature.no-credential');
  const ids = auth?.mode === 'explicit' ? (auth.objects ?? [{ id: 'PIN' }]).map((object) => object.id) : [];
  return {
    id,
    certificates: [own, ...others],
    algorithm,
    asks: { pin: ids.includes('PIN'), otp: ids.includes('OTP') },
    multisign,
  };
}

async function authorise(
  call: Call,
  { id, asks, multisign }: CscCredential,
  { hashes, authorisation }: { hashes: readonly string[]; authorisation: Authorisation },
): Promise<string> {
  if (hashes.length > multisign) {
    throw new AppError('validation', 'signature.provider-refused', {
      message: 'more than one authorisation opens',
    });
  }
  const authData = [
    ...(asks.pin ? [{ id: 'PIN', value: authorisation.pin ?? '' }] : []),
    ...(asks.otp ? [{ id: 'OTP', value: authorisation.otp ?? '' }] : []),
  ];
  const query = {
    credentialID: id,
    numSignatures: hashes.length,
    hashes,
    hashAlgorithmOID: sha256,
    authData,
  };
  return (await call('credentials/authorize', query, Authorised)).SAD;
}

async function signHash(
  call: Call,
  { id, algorithm }: CscCredential,
  { hash, sad }: { hash: string; sad: string },
): Promise<Uint8Array> {
  const query = {
    credentialID: id,
    SAD: sad,
    hashes: [hash],
    hashAlgorithmOID: sha256,
    signAlgo: signAlgorithms[algorithm],
  };
  const { signatures } = await call('signatures/signHash', query, SignedHashes);
  return Buffer.from(signatures[0] ?? '', 'base64');
}

// A token of the service, asked for once and again when it is refused.
function caller({ url, clientId, clientSecret }: CscSettings): Call {
  let token: string | undefined;
  const send = (path: string, body: object) =>
    post(`${url}/${path}`, body, token === undefined ? {} : { authorization: `Bearer ${token}` });
  const renew = async () => {
    const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const { status, answer } = await post(`${url.replace(/\/csc\/v2$/, '')}/oauth2/token`, body, {});
    if (status !== 200) throw refused('the service itself', status);
    token = read(Token, answer).access_token;
  };
  return async (path, body, schema) => {
    if (token === undefined) await renew();
    let reply = await send(path, body);
    if (reply.status === 401) {
      await renew();
      reply = await send(path, body);
    }
    if (reply.status === 200) return read(schema, reply.answer);
    throw toRefusal(path, reply.status, reply.answer);
  };
}

// The provider's own words for a wrong PIN or code (CSC v2, 11.8); its sentences are not shown to people.
const wrongPin = new Set(['invalid_pin', 'invalid_otp', 'invalid_auth_data']);

function toRefusal(path: string, status: number, answer: unknown): AppError {
  const refusal = Refusal.safeParse(answer);
  if (refusal.success && wrongPin.has(refusal.data.error))
    return new AppError('validation', 'signature.wrong-pin');
  return status >= 500 ? unavailable(new Error(`${path}: ${status}`)) : refused(path, status);
}

const refused = (what: string, status: number) =>
  new AppError('dependency', 'signature.provider-refused', { message: `${what}: ${status}` });
const unavailable = (cause: unknown) =>
  new AppError('dependency', 'signature.provider-unavailable', { cause });

function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw refused('an answer that is none', 200);
  return parsed.data;
}

async function post(
  url: string,
  body: object,
  headers: Record<string, string>,
): Promise<{ status: number; answer: unknown }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    const text = await response.text();
    if (text.length > maxAnswer) throw new Error('an answer without end');
    return { status: response.status, answer: toJson(text) };
  } catch (error) {
    throw unavailable(error);
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
