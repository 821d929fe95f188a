import type { RegisterMembers } from '@opis/contracts';
import { Button } from '@opis/ui';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useChangeMembers } from './use-change-members.ts';

type RemoveMemberDialogProps = {
  register: string;
  member: RegisterMembers['items'][number];
  onClose: () => void;
  onGone: () => void;
};

/** Asks before somebody loses the register; one's own name most of all, for nobody gives it back but those who stay. */
export function RemoveMemberDialog({ register, member, onClose, onGone }: RemoveMemberDialogProps) {
  const t = useText();
  const { name, staffCode, self } = member;
  const removing = useChangeMembers(register, {
    named: false,
    onDone: () => {
      onClose();
      onGone();
    },
  });
  return (
    <Dialog title={t('members.remove-title', { name })} onClose={onClose}>
      {removing.error && <FailureBand error={removing.error} />}
      <p>{t(self ? 'members.remove-self-body' : 'members.remove-body', { name })}</p>
      <div className="dialog-actions">
        <Button
          kind="danger"
          data-first
          aria-disabled={removing.isPending}
          onClick={() => !removing.isPending && removing.mutate({ staffCode, name })}
        >
          {t('members.remove')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Dialog>
  );
}
