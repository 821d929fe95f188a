import type { AdministeredAccount, PasswordLink } from '@opis/contracts';
import { Button, Icon, Tag } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { resetPassword, setAccountOpen, takeRole } from '../../api/administration.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { RightsSection } from './rights-section.tsx';
import { roleLabels } from './show-value.ts';
import { useForgetHouse } from './use-organisation.ts';

/** The account of a person: open or closed, how they come in, roles, and why they may what they may. */
export function AccountSection({ account }: { account: AdministeredAccount }) {
  const t = useText();
  const say = useFailureText();
  const forget = useForgetHouse();
  const self = useSession().accountId === account.id;
  const [granting, setGranting] = useState(false);
  const [link, setLink] = useState<PasswordLink | null>(null);
  const failed = (error: unknown) => showToast(say(error), { failed: true });
  const turning = useMutation({
    mutationFn: (open: boolean) => setAccountOpen(account.id, { open, requestId: crypto.randomUUID() }),
    onSuccess: async (_, open) => {
      await forget();
      showToast(t(open ? 'admin.account-reopened' : 'admin.account-was-closed'));
    },
    onError: failed,
  });
  const linking = useMutation({
    mutationFn: () => resetPassword(account.id, crypto.randomUUID()),
    onSuccess: setLink,
    onError: failed,
  });
  const taking = useMutation({
    mutationFn: (held: AdministeredAccount['roles'][number]) =>
      takeRole(account.id, { requestId: crypto.randomUUID(), role: held.role, unit: held.unit }),
    onSuccess: async () => {
      await forget();
      showToast(t('admin.role-taken'));
    },
    onError: failed,
  });
  return (
    <>
      <h3 className="admin-subhead">
        {t('admin.account')} <span className="second">{account.username}</span>{' '}
        {!account.active && <Tag tone="warn">{t('admin.account-closed')}</Tag>}
      </h3>
      <div className="admin-actions">
        {account.active && (
          <Button icon="key" onClick={() => linking.mutate()} aria-disabled={linking.isPending}>
            {t('admin.password-link')}
          </Button>
        )}
        {account.active && !self && (
          <Button
            kind="danger"
            icon="annulled"
            onClick={() => turning.mutate(false)}
            aria-disabled={turning.isPending}
          >
            {t('admin.close-account')}
          </Button>
        )}
        {!account.active && (
          <Button icon="retry" onClick={() => turning.mutate(true)} aria-disabled={turning.isPending}>
            {t('admin.reopen-account')}
          </Button>
        )}
        <Link
          className="admin-history"
          to="/administrare/schimbari"
          search={{ despre: `accounts:${account.username}` }}
        >
          <Icon name="history" />
          {t('admin.account-changes')}
        </Link>
      </div>
      <h3 className="admin-subhead">{t('admin.roles')}</h3>
      {account.roles.length === 0 && <p className="second">{t('admin.no-roles')}</p>}
      <ul className="admin-rows">
        {account.roles.map((held) => {
          const where = held.unitName ?? t('admin.whole-institution');
          const words = { role: t(roleLabels[held.role]), where };
          return (
            <li key={`${held.role}@${held.unit}`}>
              <span className="grow">
                <span className="strong">{words.role}</span> <span className="second">{where}</span>
              </span>
              <Button
                size="small"
                aria-label={t('admin.take-role-label', words)}
                onClick={() => taking.mutate(held)}
              >
                {t('admin.take-role')}
              </Button>
            </li>
          );
        })}
      </ul>
      {account.active && (
        <Button size="small" icon="add" onClick={() => setGranting(true)}>
          {t('admin.give-role')}
        </Button>
      )}
      <RightsSection accountId={account.id} />
      {granting && <GrantDialog account={account} onClose={() => setGranting(false)} />}
      {link && (
        <LinkDialog
          name={account.name}
          username={account.username}
          link={link}
          onClose={() => setLink(null)}
        />
      )}
    </>
  );
}
