import type { InformationRequest } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NoAnswerError, ProblemError } from '../../api/http.ts';
import { actOnInformation } from '../../api/information-requests.ts';
import { caseFileKeys } from '../works/keep-case-file.ts';

/** Where what the law ties to a request is kept. */
export const informationKeys = {
  all: ['information-requests'],
  one: (id: string) => ['information-requests', id],
  similar: (id: string, version: number) => ['information-requests', id, 'similar', version],
} as const;

/** Does one act on a request; the id of the command stays until the server has answered, so that it is done once. */
export function useInformationAct(request: InformationRequest, onDone: (after: InformationRequest) => void) {
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async (place: string, body: object) => {
    if (pending) return;
    setPending(true);
    setError(null);
    try {
      const after = await actOnInformation(request.id, place, {
        ...body,
        version: request.version,
        requestId: requestId.current,
      });
      requestId.current = crypto.randomUUID();
      queries.setQueryData(informationKeys.one(request.id), after);
      void queries.invalidateQueries({ queryKey: caseFileKeys.detail(request.id) });
      onDone(after);
    } catch (failure) {
      if (!(failure instanceof NoAnswerError)) requestId.current = crypto.randomUUID();
      if (failure instanceof ProblemError && failure.problem.code === 'information-request.changed-meanwhile')
        void queries.invalidateQueries({ queryKey: informationKeys.one(request.id) });
      setError(failure);
    } finally {
      setPending(false);
    }
  };
  return { act, pending, error };
}
