import type { EventType, SubjectType } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { SecondFactorKeys } from './second-factor/second-factor-deps.ts';
import type { TokenCache } from './token-cache.ts';

/** What happened to an account, a session or a token; ids and codes only. */
export type IdentityEvent = {
  type: Extract<EventType, `identity.${string}`>;
  at: Date;
  subjectType: Extract<SubjectType, 'account' | 'session' | 'token' | 'saved-view'>;
  subjectId: string;
  unitId?: string | null;
  data?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Port to the journal, which stands on a floor above: `recordEvent` of the module `events` fits it. */
export type RecordEvent = (
  tx: Tx,
  actor: { readonly accountId: string | null },
  event: IdentityEvent,
) => Promise<void>;

/** What the use-cases of this module need; `tokenCache` is one for the process. */
export type IdentityDeps = {
  db: Db;
  clock: Clock;
  recordEvent: RecordEvent;
  tokenCache: TokenCache;
  secondFactorKeys: SecondFactorKeys;
};

/** Who sits at the machine itself (command line, seeder) and may do there what no role may from afar. */
export type Operator = { readonly accountId: null; readonly via: 'command-line' | 'seeder' };
