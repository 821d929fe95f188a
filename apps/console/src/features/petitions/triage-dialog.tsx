import { generalProcedure, PetitionKind, type TriageDecision, type TriageResult } from '@opis/contracts';
import { Field } from '@opis/ui';
import { useRef, useState } from 'react';
import { triagePetition } from '../../api/petitions.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useProcedures } from '../procedures/use-procedures.ts';
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
  const [procedure, setProcedure] = useState<string>(generalProcedure);
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
          ...(decision === 'service' && { procedure }),
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
      below={
        decision === 'petition' ? (
          <KindChoice chosen={kind} onChoose={setKind} />
        ) : (
          decision === 'service' && <ServiceChoice chosen={procedure} onChoose={setProcedure} />
        )
      }
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

// What has its own place in the triage is no service; the general procedure is for what has none of its own.
const elsewhere: readonly string[] = [
  'petition',
  'referral-notice',
  'foi-request',
  'foi-complaint',
  'audience',
  'confidential-report',
];

function ServiceChoice({ chosen, onChoose }: { chosen: string; onChoose: (code: string) => void }) {
  const t = useText();
  const services = useProcedures().filter(
    ({ code, active, directions }) => active && directions.includes('in') && !elsewhere.includes(code),
  );
  return (
    <Field id="triage-procedure" label={t('triage.procedure')} hint={t('triage.procedure-hint')}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={chosen}
          onChange={(event) => onChoose(event.target.value)}
        >
          {services.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
