import type { Assignee, Assignees, CaseFileRow } from '@opis/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listAssignees } from '../../api/read-case-file.ts';
import { caseFileKeys } from '../works/keep-case-file.ts';

/** Somebody, or a unit, who may receive a file; `barred` says why not. */
export type Receiver = {
  id: string;
  name: string;
  to: { person: string; unit: string } | { unit: string };
  person: Assignee | null;
  depth: number;
  barred: string | null;
};

/** Who may receive this file; `next` is the one after it. `ready` is false while the people of the file before still stand there. */
export function useAssignees(file: CaseFileRow | undefined, next?: CaseFileRow) {
  // The people of the next file are read while the hands are on this one.
  useQuery({ ...assigneesQuery(next), enabled: next !== undefined });
  const { data, isPlaceholderData, error, refetch } = useQuery({
    ...assigneesQuery(file),
    enabled: file !== undefined,
    placeholderData: keepPreviousData,
  });
  return {
    receivers: data ? toReceivers(data) : [],
    units: data?.units ?? [],
    ready: data !== undefined && !isPlaceholderData,
    error,
    retry: () => void refetch(),
  };
}

function assigneesQuery(file: CaseFileRow | undefined) {
  const id = file?.id ?? '';
  return {
    queryKey: caseFileKeys.assignees(id),
    queryFn: ({ signal }: { signal: AbortSignal }) => listAssignees(id, signal),
    staleTime: 10_000,
  };
}

/** People where there are any; otherwise the file waits for its first unit. */
export function toReceivers({ people, units }: Assignees): Receiver[] {
  if (people.length === 0) {
    return units.map(({ code, name, depth, current, barred }) => ({
      id: code,
      name,
      to: { unit: code },
      person: null,
      depth,
      barred: barred?.detail ?? (current ? '' : null),
    }));
  }
  return people.map((person) => ({
    id: `${person.id} ${person.unit.code}`,
    name: person.name,
    to: { person: person.id, unit: person.unit.code },
    person,
    depth: 0,
    barred: person.barred?.detail ?? (person.current ? '' : null),
  }));
}

/** Whoever works on something of the same person already; else the first who is not the one that assigns. */
export function proposedOf(receivers: readonly Receiver[]): Receiver | undefined {
  return (
    receivers.find(({ person }) => person?.samePetitioner) ??
    receivers.find(({ person }) => person === null || (!person.self && person.presence === 'present')) ??
    receivers[0]
  );
}
