import type { PasswordLink } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';

type LinkDialogProps = { name: string; username: string; link: PasswordLink; onClose: () => void };

/** The one time that a password link can be read: to be copied, or printed as a slip for the person. */
export function LinkDialog({ name, username, link, onClose }: LinkDialogProps) {
  const t = useText();
  const copy = () => {
    void navigator.clipboard?.writeText(link.link).then(() => showToast(t('admin.link-copied')));
  };
  return (
    <Dialog title={t('admin.link-title', { name })} onClose={onClose}>
      <div className="link-slip">
        <p>{t('admin.link-body', { hours: link.hours })}</p>
        <dl className="facts">
          <dt>{t('profile.username')}</dt>
          <dd className="strong">{username}</dd>
          <dt>{t('admin.link')}</dt>
          <dd className="link-text">{link.link}</dd>
        </dl>
      </div>
      <Band tone="note" icon="note">
        {t('admin.link-once')}
      </Band>
      <div className="dialog-actions">
        <Button kind="primary" icon="copy" data-first onClick={copy}>
          {t('admin.link-copy')}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {t('admin.link-print')}
        </Button>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
    </Dialog>
  );
}
