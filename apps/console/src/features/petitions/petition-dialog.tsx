import {
  type CaseFileDetail,
  type PetitionView,
  type SimilarPetition,
  TriageDecision,
} from '@opis/contracts';
import { Button } from '@opis/ui';
import { useState } from 'react';
import { actOnPetition } from '../../api/petitions.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { AnonymousDialog } from './anonymous-dialog.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { RedirectDialog } from './redirect-dialog.tsx';
import { TriageDialog } from './triage-dialog.tsx';

/** Which act a person has begun. `found`: the machine proposed it. */
export type PetitionAct =
  | { kind: 'anonymous'; found: boolean }
  | { kind: 'redirect' | 'withdraw' | 'extend' | 'triage' }
  | { kind: 'join' | 'repeat'; first: SimilarPetition };

export type PetitionDialogProps = {
  file: CaseFileDetail;
  petition: PetitionView;
  onDone: () => void;
  onClose: () => void;
};

const dialogs = {
  redirect: RedirectDialog,
  extend: ExtendDialog,
  triage: ChooseTriage,
  withdraw: WithdrawDialog,
};

/** The dialog of the act that was begun. */
export function PetitionDialog({ act, ...props }: PetitionDialogProps & { act: PetitionAct }) {
  if ('found' in act) return <AnonymousDialog {...props} found={act.found} />;
  if ('first' in act) return <FirstDialog {...props} kind={act.kind} first={act.first} />;
  const Chosen = dialogs[act.kind];
  return <Chosen {...props} />;
}

function WithdrawDialog({ file, petition, onDone, onClose }: PetitionDialogProps) {
  const t = useText();
  return (
    <ReasonDialog
      title={t('redirect.withdraw-title')}
      reasonHint={t('redirect.withdraw-body')}
      submitLabel={t('redirect.withdraw')}
      danger
      act={(given) =>
        actOnPetition(file.id, 'redirection/withdrawal', { ...given, version: petition.version })
      }
      onDone={onDone}
      onClose={onClose}
    />
  );
}

type FirstDialogProps = PetitionDialogProps & { kind: 'join' | 'repeat'; first: SimilarPetition };

function FirstDialog({ file, petition, kind, first, onDone, onClose }: FirstDialogProps) {
  const t = useText();
  const number = first.registrationNumber;
  const joins = kind === 'join';
  return (
    <ReasonDialog
      title={t(joins ? 'similar.join-title' : 'similar.close-title', { number })}
      reasonHint={t(joins ? 'similar.join-body' : 'similar.close-body', { number })}
      submitLabel={t(joins ? 'similar.join' : 'similar.close')}
      act={(given) =>
        actOnPetition(file.id, joins ? 'joinder' : 'close-repeat', {
          ...given,
          version: petition.version,
          firstId: first.id,
        })
      }
      onDone={onDone}
      onClose={onClose}
    />
  );
}

/** On the page of a file: what it is, then why. */
function ChooseTriage({ file, onDone, onClose }: PetitionDialogProps) {
  const t = useText();
  const [decision, setDecision] = useState<TriageDecision>();
  if (decision) return <TriageDialog file={file} decision={decision} onDone={onDone} onClose={onClose} />;
  return (
    <Dialog title={t('triage.title')} onClose={onClose}>
      <div className="triage-acts">
        {TriageDecision.options.map((one, at) => (
          <Button key={one} {...(at === 0 && { 'data-first': true })} onClick={() => setDecision(one)}>
            {t(`triage.decision.${one}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
