import type { CaseTask, CaseTaskDetail, TaskCounts, TaskQueue } from '@opis/contracts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { countTasks, listTasks, readTask } from '../../api/tasks.ts';
import { taskKeys } from './task-keys.ts';

const pageSize = 50;

/** Rows of a queue of tasks as they come. */
export type Tasks = {
  rows: readonly CaseTask[];
  loading: boolean;
  error: Error | null;
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
};

export function useTasks(queue: TaskQueue): Tasks {
  const pages = useInfiniteQuery({
    queryKey: taskKeys.list(queue),
    queryFn: ({ pageParam, signal }) =>
      listTasks({ queue, limit: pageSize, after: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return {
    rows: pages.data?.pages.flatMap((page) => page.items) ?? [],
    loading: pages.isPending,
    error: pages.data === undefined ? pages.error : null,
    hasMore: pages.hasNextPage,
    loadMore: () => {
      if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
    },
    retry: () => void pages.refetch(),
  };
}

/** How many wait in each queue; said again every minute, and whenever something was done. */
export function useTaskCounts({ enabled = true }: { enabled?: boolean } = {}): TaskCounts | undefined {
  return useQuery({
    queryKey: taskKeys.counts,
    queryFn: ({ signal }) => countTasks(signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    enabled,
  }).data;
}

/** The task with its line; undefined until it is read. */
export function useTask({ id, file }: CaseTask): CaseTaskDetail | undefined {
  return useQuery({
    queryKey: taskKeys.one(file.id, id),
    queryFn: ({ signal }) => readTask(id, signal),
    staleTime: 10_000,
  }).data;
}
