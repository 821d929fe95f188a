import { type AdministeredAccount, Role } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { giveRole } from '../../api/administration.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { roleLabels } from './show-value.ts';
import { depthsOf } from './unit-depths.ts';
import { type Plan, useForgetHouse } from './use-organisation.ts';

type GrantDialogProps = { account: AdministeredAccount; plan: Plan; onClose: () => void };

/** Gives a role over a unit and everything under it, or over the institution. */
export function GrantDialog({ account, plan, onClose }: GrantDialogProps) {
  const t = useText();
  const forget = useForgetHouse();
  const [role, setRole] = useState<string | null>(null);
  const [unit, setUnit] = useState<string | null>(null);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const granting = useMutation({
    mutationFn: () => giveRole(account.id, { requestId, role: Role.parse(role), unit }),
    onSuccess: async () => {
      await forget();
      showToast(t('admin.role-given'));
      onClose();
    },
  });
  const change = (set: (value: string | null) => void) => (value: string | null) => {
    setRequestId(crypto.randomUUID());
    set(value);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (role !== null && !granting.isPending) granting.mutate();
  };
  const depths = depthsOf(plan.units);
  const units = plan.units
    .filter((each) => each.closedOn === null)
    .map((each) => ({
      id: each.code,
      label: each.name,
      aside: each.code,
      depth: depths.get(each.code) ?? 0,
    }));
  const roles = Role.options.map((each) => ({ id: each, label: t(roleLabels[each]) }));
  return (
    <Dialog title={t('admin.give-role-title', { name: account.name })} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {granting.error && <FailureBand error={granting.error} />}
        <Field id="role" label={t('admin.role')}>
          {(control) => (
            <ChoiceField
              first
              control={control}
              label={t('admin.role')}
              options={roles}
              value={role}
              onChange={change(setRole)}
            />
          )}
        </Field>
        <Field
          id="role-unit"
          label={t('admin.role-unit')}
          optional={t('optional')}
          hint={t('admin.role-unit-hint')}
        >
          {(control) => (
            <ChoiceField
              control={control}
              label={t('admin.role-unit')}
              options={units}
              value={unit}
              onChange={change(setUnit)}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={role === null || granting.isPending}>
            {t('admin.give-role')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
