import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { findInstitution } from '../../organisation/index.ts';
import { listBodyDomains } from '../../parties/index.ts';
import { type KnownDomains, toKnownDomains } from './look-alike.ts';

const keptForMs = 60_000;

/** The domains that a look-alike would imitate: ours, and those of companies and authorities that we know. */
export type DomainBook = { read(tx: Tx): Promise<KnownDomains> };

/** Keeps them for a minute: a new correspondent is imitated later than that. */
export function domainBook(now: () => number): DomainBook {
  let kept: { known: KnownDomains; until: number } | undefined;
  return {
    async read(tx) {
      if (kept !== undefined && kept.until > now()) return kept.known;
      const known = toKnownDomains([...(await ourDomains(tx)), ...(await listBodyDomains(tx))]);
      kept = { known, until: now() + keptForMs };
      return known;
    },
  };
}

async function ourDomains(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`SELECT mailboxes.address FROM mailboxes`.execute(tx);
  const email = (await findInstitution(tx))?.email;
  return [...rows.map(({ address }) => address), ...(email ? [email] : [])].map(domainOf).filter(Boolean);
}

/** What follows the sign in an address. */
export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();
