import { listSavedViews } from '../../api/saved-views.ts';

/** The lists that this person keeps under a name. */
export const savedViewsQuery = { queryKey: ['saved-views'], queryFn: listSavedViews, staleTime: 300_000 };
