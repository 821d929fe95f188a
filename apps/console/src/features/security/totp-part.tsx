import type { SecondFactors } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { removeTotp, renewRecoveryCodes } from '../../api/second-factors.ts';
import { showInstant } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { AddTotpDialog } from './add-totp-dialog.tsx';
import { PasswordAsked } from './password-asked.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';

type PartProps = { factors: SecondFactors; onChanged: () => unknown };
type Open = 'add' | 'remove' | 'renew';

/** The code of an authenticator application beside the password, and what to do without the telephone. */
export function TotpPart({ factors, onChanged }: PartProps) {
  const t = useText();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const since = factors.totpSince;
  return (
    <div className="security-part">
      <h3>{t('security.totp')}</h3>
      <p className="second">
        {since === null ? t('security.totp-off') : t('security.totp-on', { since: showInstant(since) })}
        {since !== null && ` ${t('security.recovery-left', { count: factors.recoveryCodesLeft })}`}
      </p>
      <div className="security-acts">
        <Button size="small" onClick={() => setOpen('add')}>
          {t(since === null ? 'security.totp-add' : 'security.totp-again')}
        </Button>
        {since !== null && (
          <>
            <Button size="small" onClick={() => setOpen('renew')}>
              {t('security.recovery-renew')}
            </Button>
            <Button size="small" onClick={() => setOpen('remove')}>
              {t('security.totp-remove')}
            </Button>
          </>
        )}
      </div>
      {open === 'add' && <AddTotpDialog onAdded={onChanged} onClose={close} />}
      {open === 'remove' && <RemoveTotpDialog onRemoved={onChanged} onClose={close} />}
      {open === 'renew' && <RenewDialog onRenewed={onChanged} onClose={close} />}
    </div>
  );
}

function RemoveTotpDialog({ onRemoved, onClose }: { onRemoved: () => unknown; onClose: () => void }) {
  const t = useText();
  const removing = useMutation({
    mutationFn: removeTotp,
    onSuccess: async () => {
      showToast(t('security.totp-removed'));
      await onRemoved();
      onClose();
    },
  });
  return (
    <Dialog title={t('security.totp-remove')} onClose={onClose}>
      <PasswordAsked
        submitLabel={t('security.totp-remove')}
        pending={removing.isPending}
        error={removing.error}
        onSubmit={(password) => removing.mutate(password)}
        onClose={onClose}
      />
    </Dialog>
  );
}

function RenewDialog({ onRenewed, onClose }: { onRenewed: () => unknown; onClose: () => void }) {
  const t = useText();
  const renewing = useMutation({ mutationFn: renewRecoveryCodes, onSuccess: onRenewed });
  return (
    <Dialog title={t('security.recovery')} onClose={onClose}>
      {renewing.data ? (
        <RecoveryCodeList codes={renewing.data.codes} onDone={onClose} />
      ) : (
        <PasswordAsked
          submitLabel={t('security.recovery-renew')}
          pending={renewing.isPending}
          error={renewing.error}
          onSubmit={(password) => renewing.mutate(password)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
