import type { ScanBatch, ScanEntry } from '@opis/contracts';
import { Button, ButtonLink } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fileOriginal, originalUrl } from '../../api/scans.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { FileWorkLines } from '../file-works/file-work-lines.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';
import { EntryChoice } from './entry-choice.tsx';
import { scanKeys } from './scan-keys.ts';

type WholeScanProps = { batch: ScanBatch; onPutAway: () => void };

/** A file that was not taken in page by page: why, the file itself to be saved, and whole to an entry. */
export function WholeScan({ batch, onPutAway }: WholeScanProps) {
  const t = useText();
  const filing = useWholeFiling(batch);
  const opens = batch.kept && batch.openable;
  return (
    <section className="scan-file" aria-label={batch.name}>
      <h2>{batch.name}</h2>
      <p>{t(`scans.refusal.${batch.refusal ?? 'unreadable'}`)}</p>
      {batch.lines.length > 0 && <FileWorkLines lines={batch.lines} />}
      <div className="scan-file-acts">
        {opens && (
          <ButtonLink icon="download" href={originalUrl(batch.id)} download={batch.name}>
            {t('scans.original')}
          </ButtonLink>
        )}
        <Button onClick={onPutAway}>{t('scans.put-away')}</Button>
      </div>
      {opens && (
        <>
          <p className="second">{t('scans.original-hint')}</p>
          <EntryChoice proposed={null} busy={filing.isPending} onFile={filing.mutate} />
        </>
      )}
    </section>
  );
}

function useWholeFiling({ id, name }: ScanBatch) {
  const t = useText();
  const say = useFailureText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ register, year, number }: ScanEntry) =>
      fileOriginal(id, { requestId: crypto.randomUUID(), entry: { register, year, number } }),
    onSuccess: ({ registrationNumber }) =>
      showToast(t('scans.filed-whole', { name, number: registrationNumber })),
    onError: (error) => showToast(say(error), { failed: true }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: caseFileKeys.all });
      return queries.invalidateQueries({ queryKey: scanKeys.all });
    },
  });
}
