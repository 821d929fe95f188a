import type { SecondFactors } from '@opis/contracts';
import { Button, Icon, Tag } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { removePasskey } from '../../api/second-factors.ts';
import { showInstant } from '../../parts/dates.ts';
import { knowsPasskeys } from '../../parts/passkeys.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { AddPasskeyDialog } from './add-passkey-dialog.tsx';

type PartProps = { factors: SecondFactors; onChanged: () => unknown };

/** The account's passkeys, and a new one where browser and address allow it. */
export function PasskeyList({ factors, onChanged }: PartProps) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const here = location.hostname;
  const elsewhere = factors.passkeyHost !== here;
  return (
    <div className="security-part">
      <h3>{t('security.passkeys')}</h3>
      <p className="second">{t('security.passkeys-body')}</p>
      <ul className="sessions">
        {factors.passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} onChanged={onChanged} />
        ))}
      </ul>
      {factors.passkeys.length === 0 && <p className="meta">{t('security.passkeys-none')}</p>}
      {!knowsPasskeys() ? (
        <p className="meta">{t('security.passkeys-unable')}</p>
      ) : elsewhere ? (
        <p className="meta">{t('security.passkeys-elsewhere', { host: factors.passkeyHost, here })}</p>
      ) : (
        <Button size="small" icon="key" onClick={() => setAdding(true)}>
          {t('security.passkey-add')}
        </Button>
      )}
      {adding && <AddPasskeyDialog onAdded={onChanged} onClose={() => setAdding(false)} />}
    </div>
  );
}

type RowProps = { passkey: SecondFactors['passkeys'][number]; onChanged: () => unknown };

function PasskeyRow({ passkey, onChanged }: RowProps) {
  const t = useText();
  const say = useFailureText();
  const { name, createdAt, lastUsedAt } = passkey;
  const removing = useMutation({
    mutationFn: () => removePasskey(passkey.id),
    onSuccess: () => {
      showToast(t('security.passkey-removed'));
      return onChanged();
    },
    onError: (error) => showToast(say(error), { failed: true }),
  });
  const created = showInstant(createdAt);
  return (
    <li className="session">
      <Icon name="key" />
      <div className="grow">
        <p className="line">
          <span className="strong security-name">{name}</span>
          {passkey.synced && <Tag tone="plain">{t('security.passkey-synced')}</Tag>}
        </p>
        <p className="meta">
          {lastUsedAt
            ? t('security.passkey-used', { created, used: showInstant(lastUsedAt) })
            : t('security.passkey-unused', { created })}
        </p>
      </div>
      <Button
        size="small"
        aria-disabled={removing.isPending}
        aria-label={t('security.passkey-remove-label', { name })}
        onClick={() => removing.mutate()}
      >
        {t('security.passkey-remove')}
      </Button>
    </li>
  );
}
