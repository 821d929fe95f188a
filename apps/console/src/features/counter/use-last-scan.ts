import type { LastScan } from '@opis/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { readLastScan, takeScan } from '../../api/scans.ts';
import { usePreferences } from '../../parts/preferences.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { scanKeys } from '../scans/scan-keys.ts';
import type { useUploads } from './use-uploads.ts';

const everyMs = 5_000;

/** What this counter's scanner gave last: one key puts it to the paper that is being registered. */
export function useLastScan(uploads: ReturnType<typeof useUploads>) {
  const t = useText();
  const say = useFailureText();
  const queries = useQueryClient();
  const { scanCounter } = usePreferences();
  const key = scanKeys.last(scanCounter);
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readLastScan(scanCounter, signal),
    refetchInterval: everyMs,
    // A counter without a scanner works all the same.
    retry: false,
  });
  const taking = useMutation({
    mutationFn: ({ id }: NonNullable<LastScan['scan']>) => takeScan(id, crypto.randomUUID()),
    onSuccess: uploads.adopt,
    onError: (error) => showToast(say(error), { failed: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: scanKeys.all }),
  });
  const scan = data?.scan ?? null;
  return {
    scan,
    busy: taking.isPending,
    take: () => {
      if (taking.isPending) return;
      if (scan === null) showToast(t('scans.last-none'));
      else taking.mutate(scan);
    },
  };
}

export type LastScanOfCounter = ReturnType<typeof useLastScan>;
