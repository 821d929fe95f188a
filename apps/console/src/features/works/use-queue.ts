import { useSession } from '../../parts/session.tsx';
import type { QueueName } from './works-search.ts';

/** The lists that this person works from, in the order of their tabs. Which rows stand in them, the server says. */
export function useQueues(): readonly QueueName[] {
  const { permissions } = useSession();
  const works = permissions.includes('case.work') || permissions.includes('case.assign');
  const hands = permissions.includes('case.assign') || permissions.includes('case.route');
  const own: readonly QueueName[] = works ? ['mele', 'structura'] : [];
  return hands || works ? [...own, 'nerepartizate', 'inchise'] : ['inchise'];
}
