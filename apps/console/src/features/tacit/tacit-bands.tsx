import type { CaseFileDetail, TacitStanding } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyIrregularity, readTacitStanding } from '../../api/tacit-approvals.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { DecideTacitDialog } from './decide-tacit-dialog.tsx';
import { tacitKeys } from './tacit-keys.ts';

/** What a file of an authorisation says of tacit approval: until when irregularities may be told, or that silence passed. */
export function TacitBands({ file }: { file: CaseFileDetail }) {
  const { data } = useQuery({
    queryKey: [...tacitKeys.one(file.id), file.version],
    queryFn: ({ signal }) => readTacitStanding(file.id, signal),
    enabled: file.declared?.tacitApproval === 'yes',
  });
  if (!data?.applies) return null;
  if (data.found) return <FoundBand file={file} standing={data} found={data.found} />;
  return file.status === 'closed' ? null : <WindowBand file={file} standing={data} />;
}

type FoundProps = {
  file: CaseFileDetail;
  standing: TacitStanding;
  found: NonNullable<TacitStanding['found']>;
};

function FoundBand({ file, standing, found }: FoundProps) {
  const t = useText();
  const queries = useQueryClient();
  const [deciding, setDeciding] = useState(false);
  const passed = { day: showDate(found.passedOn) };
  return (
    <Band tone={found.effect === null ? 'late' : 'note'} icon="warning">
      <p>{found.effect === null ? t('tacit.found', passed) : t(`tacit.effect.${found.effect}`, passed)}</p>
      {found.effect !== null && (
        <p className="second">
          {found.basis} {found.decidedBy && t('tacit.decided-by', { name: found.decidedBy })}
        </p>
      )}
      {standing.actions.includes('decide') && (
        <Button kind="primary" onClick={() => setDeciding(true)}>
          {t('tacit.decide')}
        </Button>
      )}
      {deciding && (
        <DecideTacitDialog
          id={file.id}
          onDone={() => {
            // Approved, the file is closed.
            void queries.invalidateQueries({ queryKey: tacitKeys.all });
            void queries.invalidateQueries({ queryKey: ['case-files'] });
            void queries.invalidateQueries({ queryKey: ['letters'] });
          }}
          onClose={() => setDeciding(false)}
        />
      )}
    </Band>
  );
}

function WindowBand({ file, standing }: { file: CaseFileDetail; standing: TacitStanding }) {
  const t = useText();
  const queries = useQueryClient();
  const [requestId] = useState(() => crypto.randomUUID());
  const { irregularity: told, actions } = standing;
  const telling = useMutation({
    mutationFn: () => notifyIrregularity(file.id, requestId),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: tacitKeys.one(file.id) });
      await queries.invalidateQueries({ queryKey: ['letters'] });
      showToast(t('tacit.letter-begun'));
    },
  });
  if (!told) return null;
  const until = { day: showDate(told.until), days: told.addsDays };
  return (
    <Band tone="note" icon="note">
      {telling.error && <FailureBand error={telling.error} />}
      <p>
        {told.leftOn
          ? t('tacit.told', { ...until, on: showDate(told.leftOn) })
          : told.letterId
            ? t('tacit.letter-waits', until)
            : t(told.open ? 'tacit.window-open' : 'tacit.window-closed', until)}{' '}
        <span className="second">{told.article}</span>
      </p>
      {actions.includes('notify-irregularity') && (
        <Button aria-disabled={telling.isPending} onClick={() => !telling.isPending && telling.mutate()}>
          {t('tacit.tell')}
        </Button>
      )}
    </Band>
  );
}
