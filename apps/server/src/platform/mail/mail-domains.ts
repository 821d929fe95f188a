import { Resolver } from 'node:dns/promises';

const patienceMs = 2_000;

/**
 * Tells whether a domain receives mail (RFC 5321, 5.1: an MX, or else an address; RFC 7505: one that says that it takes
 * none). Asks these name servers (`address` or `address:port`); with none, or when none answers, it is taken to: a letter
 * is not kept back for a name server that is down.
 */
export function mailDomains(servers: readonly string[]): (domain: string) => Promise<boolean> {
  if (servers.length === 0) return async () => true;
  const resolver = new Resolver({ timeout: patienceMs, tries: 2 });
  resolver.setServers(servers);
  return async (domain) => {
    const exchangers = await ask(() => resolver.resolveMx(domain));
    if (exchangers === 'unknown') return true;
    if (exchangers !== 'none') return exchangers.some(({ exchange }) => exchange !== '' && exchange !== '.');
    const addresses = await Promise.all([
      ask(() => resolver.resolve4(domain)),
      ask(() => resolver.resolve6(domain)),
    ]);
    return addresses.some((found) => found !== 'none');
  };
}

async function ask<T>(question: () => Promise<T>): Promise<T | 'none' | 'unknown'> {
  try {
    return await question();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'none' : 'unknown';
  }
}
