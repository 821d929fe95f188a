import { useQuery, useQueryClient } from '@tanstack/react-query';
import { readSecondFactors } from '../../api/second-factors.ts';

const queryKey = ['second-factors'];

/** What the account comes in with, and how to read it again after a change. */
export function useSecondFactors() {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey, queryFn: readSecondFactors });
  return {
    factors: data,
    error,
    retry: () => void refetch(),
    refresh: () => queries.invalidateQueries({ queryKey }),
  };
}
