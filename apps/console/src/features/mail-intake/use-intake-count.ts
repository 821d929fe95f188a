import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { countIntake } from '../../api/mail-intake.ts';
import { intakeKeys } from './intake-keys.ts';

/** How many messages wait; said again twice a minute, and whenever one was decided. */
export function useIntakeCount() {
  return useQuery({
    queryKey: intakeKeys.count,
    queryFn: ({ signal }) => countIntake(signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  }).data;
}
