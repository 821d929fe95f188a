import type { FileScanResponse, ScanDetail, ScanEntry, ScanStack } from '@opis/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fileScan } from '../../api/scans.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';
import { scanKeys } from './scan-keys.ts';
import { isSure } from './use-strip.ts';

type Filing = { stack: ScanStack; entry: ScanEntry };

const order = ({ stack, entry }: Filing) => ({
  requestId: crypto.randomUUID(),
  pages: stack.pages.map(({ page }) => page),
  entry: { register: entry.register, year: entry.year, number: entry.number },
});

/** Puts documents at their entries: one that was looked at, or all that are sure. */
export function useFiling(scan: ScanDetail) {
  const t = useText();
  const say = useFailureText();
  const queries = useQueryClient();
  // Said only once the next document lies there: what the hands type at once must not go to the one that left.
  const refresh = async () => {
    void queries.invalidateQueries({ queryKey: caseFileKeys.all });
    await queries.invalidateQueries({ queryKey: scanKeys.all });
  };
  const send = async (filings: readonly Filing[]) => {
    try {
      const filed: FileScanResponse[] = [];
      for (const filing of filings) filed.push(await fileScan(scan.id, order(filing)));
      return filed;
    } finally {
      await refresh();
    }
  };
  const one = useMutation({
    mutationFn: (filing: Filing) => send([filing]),
    onSuccess: ([filed], { stack }) =>
      showToast(t('scans.filed', { count: stack.pages.length, number: filed?.registrationNumber ?? '' })),
    onError: (error) => showToast(say(error), { failed: true }),
  });
  const sure = scan.stacks.flatMap((stack) =>
    stack.entry && isSure(stack) ? [{ stack, entry: stack.entry }] : [],
  );
  const all = useMutation({
    mutationFn: () => send(sure),
    onSuccess: (filed) => showToast(t('scans.filed-many', { count: filed.length })),
    onError: (error) => showToast(say(error), { failed: true }),
  });
  const busy = one.isPending || all.isPending;
  return {
    busy,
    sure: sure.length,
    file: (filing: Filing) => {
      if (!busy) one.mutate(filing);
    },
    fileSure: () => {
      if (!busy && sure.length > 0) all.mutate();
    },
  };
}

export type FilingActs = ReturnType<typeof useFiling>;
