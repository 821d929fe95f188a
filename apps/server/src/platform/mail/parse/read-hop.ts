import { BlockList, isIP } from 'node:net';
import { parseEmail } from '@opis/contracts';
import type { Header } from 'postal-mime';
import { cleanLine } from './clean-words.ts';
import type { MailHop } from './parsed-message.ts';

const inside = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  inside.addSubnet(network, bits);
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');

// The institution's own servers write at most so many lines above the one that names the outside.
const ownHops = 5;

/**
 * Who handed the message in: of the topmost `Received` lines the first with an address from outside. Everything below
 * it is the sender's word.
 */
export function readHop(headers: readonly Header[]): MailHop {
  const received = headers.filter(({ key }) => key === 'received').slice(0, ownHops);
  const returnPath = headers.find(({ key }) => key === 'return-path')?.value ?? '';
  const sender = parseEmail(returnPath.replace(/[<>]/g, '')) ?? null;
  for (const { value } of received) {
    const from = value.slice(0, 2000).split(/\bby\b/, 1)[0] ?? '';
    const address = /\[(?:IPv6:)?([0-9a-f.:]{3,45})\]/i.exec(from)?.[1] ?? '';
    const kind = isIP(address);
    if (kind === 0 || inside.check(address, kind === 6 ? 'ipv6' : 'ipv4')) continue;
    return { address, helo: cleanLine(/\bfrom\s+(\S{1,255})/.exec(from)?.[1] ?? '', 255) || null, sender };
  }
  return { address: null, helo: null, sender };
}
