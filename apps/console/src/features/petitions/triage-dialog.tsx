import { PetitionKind, type TriageDecision, type TriageResult } from '@opis/contracts';
import { useRef, useState } from 'react';
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
  const [kind, setKind] = useState<PetitionKind>();
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
          ...(kind && { kind }),
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
      below={decision === 'petition' && <KindChoice chosen={kind} onChoose={setKind} />}
    />
  );
}

// Not asked before the paper is recognised: the report names what nobody said.
function KindChoice({
  chosen,
  onChoose,
}: {
  chosen: PetitionKind | undefined;
  onChoose: (kind: PetitionKind) => void;
}) {
  const t = useText();
  return (
    <fieldset className="outcomes">
      <legend>{t('triage.kind')}</legend>
      {PetitionKind.options.map((kind) => (
        <label className="outcome" key={kind}>
          <input
            type="radio"
            name="petition-kind"
            checked={chosen === kind}
            onChange={() => onChoose(kind)}
          />
          {t(`triage.kind.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}
