import type { Permission, Role } from '@opis/contracts';

/**
 * Who acts, and in which capacity; computed once per request. `principals` are what `readers` rows name: the person's
 * own staff id and every unit whose files they may read. `bookRegisters` are the registers whose 13 columns they may
 * read; a confidential register is in it only for who is named on it.
 */
export type Actor = {
  readonly accountId: string;
  readonly staffId: string;
  readonly displayName: string;
  readonly username: string;
  readonly unitId: string | null;
  readonly officeId: string | null;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly principals: readonly string[];
  readonly bookRegisters: readonly string[];
  /** How they came in: a browser session, an API token, the command line or the seeder. */
  readonly via: 'session' | 'token' | 'command-line' | 'seeder';
  /** Id of that session or token; null for the command line and the seeder. */
  readonly credentialId: string | null;
};
