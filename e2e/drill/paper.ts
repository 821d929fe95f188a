import { randomUUID } from 'node:crypto';
import { register } from './institution.ts';
import { pick, type Random } from './seeded-random.ts';

/** What one caller wants registered, once; sent again and again with the same `requestId` until it is answered. */
export type Paper = {
  requestId: string;
  subject: string;
  /** Its scan, all its own bytes, or none. */
  scan: { name: string; bytes: Uint8Array<ArrayBuffer> } | undefined;
  toBody(uploads: readonly string[]): object;
};

const channels = ['counter', 'email', 'post', 'courier', 'phone', 'portal'] as const;
const senders = [
  { kind: 'natural', name: 'Pătru Ghiocel' },
  { kind: 'natural', name: 'Ștefania Țăndărică' },
  { kind: 'legal', name: 'Moara Veche S.R.L.' },
  { kind: 'public-body', name: 'Direcția de Sănătate Publică Valea Mică' },
] as const;

/** A paper, with a scan when asked. */
export function aPaper(random: Random, options: { scanned: boolean }): Paper {
  const requestId = randomUUID();
  const subject = `Cerere de adeverință, ${requestId}`;
  const body = {
    requestId,
    subject,
    channel: pick(random, channels),
    sender: pick(random, senders),
    sheets: 1 + Math.floor(random() * 5),
    annexes: Math.floor(random() * 3),
    ...(random() < 0.2 ? { subRegister: register.subRegister } : {}),
  };
  const scan = options.scanned
    ? { name: `cerere-${requestId}.txt`, bytes: aScan(random, subject) }
    : undefined;
  return { requestId, subject, scan, toBody: (uploads) => ({ ...body, uploads }) };
}

function aScan(random: Random, subject: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${subject}\n`.repeat(1 + Math.floor(random() * 1_000)));
}
