import type { IntakeConflictProblem } from '@opis/contracts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../api/http.ts';
import { listIntake, readIntake, searchIntake } from '../../api/mail-intake.ts';
import { intakeKeys } from './intake-keys.ts';

/** Messages of a view as they come, or with a text those that hold it wherever they are; and how the day stands. */
export function useIntakeList(view: 'queue' | 'done', text: string) {
  const pages = useInfiniteQuery({
    queryKey: text === '' ? intakeKeys.list(view) : intakeKeys.found(text),
    queryFn: ({ pageParam, signal }) =>
      text === '' ? listIntake(view, pageParam, signal) : searchIntake(text, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 30_000,
  });
  return { ...pages, rows: pages.data?.pages.flatMap((page) => page.items) ?? [], day: pages.data?.pages[0] };
}

export function useIntakeDetail(id: string | undefined) {
  return useQuery({
    queryKey: intakeKeys.one(id ?? ''),
    queryFn: ({ signal }) => readIntake(id ?? '', signal),
    enabled: id !== undefined,
  });
}

/** Reads the next message before it is asked for: it opens by itself. */
export function useReadAhead() {
  const queries = useQueryClient();
  return (id: string | undefined) => {
    if (id === undefined) return;
    void queries.prefetchQuery({
      queryKey: intakeKeys.one(id),
      queryFn: ({ signal }) => readIntake(id, signal),
      staleTime: 10_000,
    });
  };
}

/** Everything that was said of messages is asked again. */
export function useForgetIntake() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: intakeKeys.all });
}

/** What the other one decided, of a conflict between two. */
export function conflictOf(error: unknown): IntakeConflictProblem['conflict'] {
  if (!(error instanceof ProblemError)) return undefined;
  return (error.problem as IntakeConflictProblem).conflict;
}
