import type { QueryClient } from '@tanstack/react-query';
import { sessionGate } from '../../api/session-gate.ts';
import { signOut } from '../../api/sign-out.ts';
import { sessionQuery } from '../../parts/session.tsx';
import { forgetDrafts } from '../counter/counter-draft.ts';
import { forgetRecent } from '../search/recent.ts';

/** Ends the session and leaves nothing of it in the browser: no draft, no name, no row. */
export async function leaveAccount(queries: QueryClient) {
  // A session that is over already, or a server that is away, must not keep anybody in.
  await signOut().catch(() => undefined);
  sessionGate.left();
  forgetDrafts();
  forgetRecent();
  // First the page goes, then what it was drawn from: a query with an observer would only be read again.
  queries.setQueryData(sessionQuery.queryKey, null);
  queries.removeQueries({
    predicate: ({ queryKey }) => !['session', 'institution'].includes(String(queryKey[0])),
  });
}
