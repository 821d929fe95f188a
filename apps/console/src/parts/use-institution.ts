import type { PublicInstitution } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readInstitution } from '../api/read-institution.ts';
import { toPlainDate } from './dates.ts';

/** The institution and the server's clock, with the moment of this computer at which it was read. */
export const institutionQuery = {
  queryKey: ['institution'],
  queryFn: async () => ({ institution: await readInstitution(), readAt: Date.now() }),
  staleTime: 3_600_000,
};

export function useInstitution(): PublicInstitution | undefined {
  return useQuery(institutionQuery).data?.institution;
}

/** Now by the server's clock: a desk's own clock may be wrong. Ticks twice a minute. */
export function useServerNow(): Date {
  const { data } = useQuery(institutionQuery);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  const ahead = data ? Date.parse(data.institution.now) - data.readAt : 0;
  return new Date(Date.now() + ahead);
}

/** The legal day in Europe/Bucharest, `2026-06-29`. */
export function useToday(): string {
  return toPlainDate(useServerNow());
}
