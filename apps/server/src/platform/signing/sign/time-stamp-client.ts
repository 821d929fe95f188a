import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@opis/contracts';
import * as asn1js from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq, TimeStampResp } from 'pkijs';
import { oid } from '../cms/object-identifiers.ts';
import { readAsn1, toArrayBuffer } from '../cms/read-asn1.ts';
import { toSignedContent } from '../cms/read-signed-data.ts';
import { readTimeStampInfo, verifyTimeStamp } from '../cms/verify-time-stamp.ts';
import type { TimeStamper } from './signer.ts';

/** The authority of the hour, as the settings name it. */
export type TimeStampSettings = {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
};

const patienceMs = 15_000;
const maxAnswer = 64 * 1024;

/**
 * Asks an RFC 3161 authority over HTTP, and takes its token only when it is over these bytes, with this question's own
 * number, and signed as it must be. Error: `signature.time-stamp-unavailable`.
 */
export function timeStampClient(settings: TimeStampSettings): TimeStamper {
  return {
    async stamp(bytes) {
      try {
        return await ask(settings, bytes);
      } catch (error) {
        throw new AppError('dependency', 'signature.time-stamp-unavailable', { cause: error });
      }
    },
  };
}

async function ask({ url, user, password }: TimeStampSettings, bytes: Uint8Array): Promise<Uint8Array> {
  const nonce = randomBytes(16);
  // Positive, and without a zero in front: DER takes neither lightly.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/timestamp-query',
      ...(user && { authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` }),
    },
    body: toQuery(bytes, nonce),
    signal: AbortSignal.timeout(patienceMs),
    redirect: 'error',
  });
  const answer = Buffer.from(await response.arrayBuffer());
  if (!response.ok || answer.length > maxAnswer) throw new Error(`the authority answered ${response.status}`);
  return readToken(answer, bytes, nonce);
}

function toQuery(bytes: Uint8Array, nonce: Buffer): ArrayBuffer {
  const imprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256, algorithmParams: new asn1js.Null() }),
    hashedMessage: new asn1js.OctetString({
      valueHex: toArrayBuffer(createHash('sha256').update(bytes).digest()),
    }),
  });
  const query = new TimeStampReq({
    version: 1,
    messageImprint: imprint,
    certReq: true,
    nonce: new asn1js.Integer({ valueHex: toArrayBuffer(nonce) }),
  });
  return query.toSchema().toBER(false);
}

function readToken(answer: Buffer, bytes: Uint8Array, nonce: Buffer): Buffer {
  const { status, timeStampToken } = new TimeStampResp({ schema: readAsn1(answer) });
  // 0 granted, 1 granted with changes.
  if (status.status > 1 || !timeStampToken) throw new Error(`the authority refused: ${status.status}`);
  const token = Buffer.from(timeStampToken.toSchema().toBER(false));
  const signed = toSignedContent(timeStampToken);
  const returned = readTimeStampInfo(signed)?.nonce?.valueBlock.valueHexView;
  const isOwn =
    returned !== undefined &&
    BigInt(`0x${Buffer.from(returned).toString('hex')}`) === BigInt(`0x${nonce.toString('hex')}`);
  if (!isOwn || !verifyTimeStamp(signed, [bytes])?.intact)
    throw new Error('the token is not what was asked for');
  return token;
}
