import type { PartyPage } from '@opis/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { actOnParty, type PartyAct } from '../../api/party-acts.ts';

/** One act on a party; the page after it takes the place of the one before, and what was listed of others is asked anew. */
export function usePartyAct(id: string, onDone: (page: PartyPage) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: PartyAct) => actOnParty(id, act),
    onSuccess: (page) => {
      queries.setQueryData(['party', page.id], page);
      for (const queryKey of [['party-suggestions'], ['party-duplicates'], ['party-accesses', page.id]])
        void queries.invalidateQueries({ queryKey });
      onDone(page);
    },
  });
}
