import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { changeMembers } from '../../api/register-members.ts';
import { registersQuery } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';

/** Names a person on a confidential register, or no more; the same request id until it is known what became of it. */
export function useChangeMembers(
  register: string,
  { named, onDone }: { named: boolean; onDone: () => void },
) {
  const t = useText();
  const queries = useQueryClient();
  const asked = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: ({ staffCode }: { staffCode: string; name: string }) => {
      const requestId = asked.current.get(staffCode) ?? crypto.randomUUID();
      asked.current.set(staffCode, requestId);
      return changeMembers(register, { requestId, staffCode, named });
    },
    onSuccess: async (_, { staffCode, name }) => {
      asked.current.delete(staffCode);
      onDone();
      showToast(t(named ? 'members.added' : 'members.removed', { name }));
      void queries.invalidateQueries({ queryKey: registersQuery.queryKey });
      await queries.invalidateQueries({ queryKey: ['register-members', register] });
    },
  });
}
