import { Resolver } from 'node:dns/promises';
import { createReadStream } from 'node:fs';
import { AuthResult, type MailAuthentication } from '@opis/contracts';
import { authenticate } from 'mailauth';
import type { MailHop } from '../parse/parsed-message.ts';

/** Asks the DNS whether the sender's domain knows of a message. Never throws: what cannot be found out is `unchecked`. */
export type MailAuthenticator = (path: string, hop: MailHop) => Promise<MailAuthentication>;

/** Nobody looked. */
export const unchecked: MailAuthentication = {
  spf: { result: 'unchecked', domain: null },
  dkim: { result: 'unchecked', domain: null },
  dmarc: { result: 'unchecked', domain: null, policy: null },
};

const patienceMs = 10_000;

/**
 * Checks SPF, DKIM and DMARC through these name servers (`address` or `address:port`); with none, nothing is asked of
 * anybody and every message is `unchecked`.
 */
export function mailAuthenticator(servers: readonly string[]): MailAuthenticator {
  if (servers.length === 0) return async () => unchecked;
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  resolver.setServers(servers);
  return async (path, hop) => {
    const message = createReadStream(path);
    try {
      return await inTime(check(message, hop, resolver));
    } catch {
      return unchecked;
    } finally {
      message.destroy();
    }
  };
}

async function check(
  message: ReturnType<typeof createReadStream>,
  hop: MailHop,
  resolver: Resolver,
): Promise<MailAuthentication> {
  const found = await authenticate(message, {
    resolver: (name, type) => resolver.resolve(name, type) as Promise<string[]>,
    ...(hop.address ? { ip: hop.address } : {}),
    ...(hop.helo ? { helo: hop.helo } : {}),
    ...(hop.sender ? { sender: hop.sender } : {}),
    mta: 'opis',
    disableArc: true,
    disableBimi: true,
  });
  const signatures = found.dkim?.results ?? [];
  const best =
    signatures.find(({ status }) => status.result === 'pass' && status.aligned) ??
    signatures.find(({ status }) => status.result === 'pass') ??
    signatures[0];
  const dmarc = found.dmarc || undefined;
  // Without the address of whoever handed it in SPF has nothing to look at.
  const spf = hop.address && found.spf ? found.spf : undefined;
  return {
    spf: { result: toResult(spf?.status.result), domain: toDomain(spf?.domain) },
    dkim: { result: toResult(best?.status.result ?? 'none'), domain: toDomain(best?.signingDomain) },
    dmarc: {
      result: toResult(dmarc?.status.result),
      domain: toDomain(dmarc?.domain),
      policy: toDomain(dmarc?.policy),
    },
  };
}

const toResult = (word: string | undefined): AuthResult => {
  const known = AuthResult.safeParse(word === 'temperr' ? 'temperror' : word);
  return known.success ? known.data : 'unchecked';
};

const toDomain = (text: string | undefined): string | null => text?.toLowerCase().slice(0, 253) || null;

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the name servers are silent')), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
