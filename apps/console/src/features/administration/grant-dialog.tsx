import { type AdministeredAccount, Role } from '@opis/contracts';
import { Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { giveRole } from '../../api/administration.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { FormDialog } from './form-dialog.tsx';
import { roleLabels } from './show-value.ts';
import { UnitField } from './unit-field.tsx';
import { useForgetHouse } from './use-organisation.ts';

type GrantDialogProps = { account: AdministeredAccount; onClose: () => void };

/** Gives a role over a unit and everything under it, or over the institution. */
export function GrantDialog({ account, onClose }: GrantDialogProps) {
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
  const roles = Role.options.map((each) => ({ id: each, label: t(roleLabels[each]) }));
  return (
    <FormDialog
      title={t('admin.give-role-title', { name: account.name })}
      error={granting.error}
      act={{
        label: t('admin.give-role'),
        ready: role !== null,
        pending: granting.isPending,
        onPress: () => granting.mutate(),
      }}
      onClose={onClose}
    >
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
      <UnitField
        id="role-unit"
        label={t('admin.role-unit')}
        hint={t('admin.role-unit-hint')}
        value={unit}
        onChange={change(setUnit)}
      />
    </FormDialog>
  );
}
