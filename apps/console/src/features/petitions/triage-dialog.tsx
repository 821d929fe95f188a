import type { TriageDecision, TriageResult } from '@opis/contracts';
import { useRef } from 'react';
import { triagePetition } from '../../api/petitions.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type TriageDialogProps = {
  file: { id: string; version: number; registrationNumber: string };
  decision: TriageDecision;
  onDone: (result: TriageResult) => void;
  onClose: () => void;
};

/** Says what a paper is, with the reason; a report of wrongdoing goes where few may follow it. */
export function TriageDialog({ file, decision, onDone, onClose }: TriageDialogProps) {
  const t = useText();
  const result = useRef<TriageResult>(undefined);
  const moves = decision === 'whistleblower';
  const name = t(`triage.decision.${decision}`);
  const number = file.registrationNumber;
  return (
    <ReasonDialog
      title={t('triage.dialog-title', { number, decision: name })}
      reasonLabel={t('triage.reason')}
      reasonHint={`${t(`triage.body.${decision}`)} ${t('triage.reason-hint')}`}
      submitLabel={t(moves ? 'triage.submit.move' : 'triage.submit.open')}
      danger={moves}
      act={async ({ requestId, reason }) => {
        result.current = await triagePetition(file.id, {
          ...{ requestId, reason, decision },
          version: file.version,
        });
      }}
      onDone={() => {
        const done = result.current;
        if (!done) return;
        showToast(done.moved ? t('triage.moved', { number }) : t('triage.done', { number, decision: name }));
        onDone(done);
      }}
      onClose={onClose}
    />
  );
}
