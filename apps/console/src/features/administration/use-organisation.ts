import type { OrganisationEdit, OrganisationView } from '@opis/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeOrganisation, readOrganisation } from '../../api/administration.ts';

/** The whole organisation as the administrator sees it, closed rows too. */
export function useOrganisation() {
  return useQuery({ queryKey: ['administration', 'organisation'], queryFn: readOrganisation });
}

export type Plan = OrganisationView['plan'];

/** After any act of administration nothing that was read of the house is trusted. */
export function useForgetHouse(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    const lists = [
      'administration',
      'units',
      'categories',
      'nomenclature',
      'registers',
      'institution',
      'session',
    ];
    await Promise.all(lists.map((list) => queries.invalidateQueries({ queryKey: [list] })));
  };
}

/** Changes rows of the organisation as one act; the same request id until it is known what became of it. */
export function useChange(onDone: () => void) {
  const forget = useForgetHouse();
  return useMutation({
    mutationFn: (asked: { requestId: string; edits: OrganisationEdit[] }) => changeOrganisation(asked),
    onSuccess: async () => {
      await forget();
      onDone();
    },
  });
}
