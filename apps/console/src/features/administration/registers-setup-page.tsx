import type { AdministeredRegister } from '@opis/contracts';
import { Button, Field, Tag } from '@opis/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addSubRegister, listAdministeredRegisters, setUpRegister } from '../../api/administration.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useRegisters } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { AdminSection } from './admin-section.tsx';
import { FormDialog } from './form-dialog.tsx';
import { codeFrom } from './row-form.ts';
import { UnitField } from './unit-field.tsx';
import { useForgetHouse } from './use-organisation.ts';

/** Registers and their sub-registers. Confidential ones are not here: whoever is named on them looks after them. */
export function RegistersSetupPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'registers'],
    queryFn: listAdministeredRegisters,
  });
  const [open, setOpen] = useState<{ register: AdministeredRegister | null } | null>(null);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <AdminSection
      id="registers"
      title={t('admin.tab.registers')}
      body={t('admin.registers-body')}
      act={{ label: t('admin.add.register'), icon: 'add', onPress: () => setOpen({ register: null }) }}
    >
      <ul className="readers sheet">
        {data.items.map((register) => (
          <li key={register.code}>
            <p className="line">
              <span className="strong">{register.name}</span>
              <Tag>
                {t(register.kind === 'general' ? 'admin.register.general' : 'admin.register.standalone')}
              </Tag>
              <span className="second">{t('admin.register-letter', { letter: register.labelCode })}</span>
              <span className="grow" />
              <Button size="small" icon="add" onClick={() => setOpen({ register })}>
                {t('admin.add.sub-register')}
              </Button>
            </p>
            {register.subRegisters.length > 0 && (
              <ul className="sub-registers">
                {register.subRegisters.map((sub) => (
                  <li key={sub.code} className="second">
                    {sub.name} <span className="meta">{sub.code}</span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <OwnConfidentialRegisters />
      {open && <RegisterDialog register={open.register} onClose={() => setOpen(null)} />}
    </AdminSection>
  );
}

/** Those on which the administrator is named themselves; of others nobody here may know (0012). */
function OwnConfidentialRegisters() {
  const t = useText();
  const own = useRegisters().data?.items.filter((register) => register.confidential) ?? [];
  if (own.length === 0) return null;
  return (
    <>
      <h3 className="admin-subhead">{t('admin.own-confidential')}</h3>
      <ul className="readers sheet">
        {own.map(({ code, name }) => (
          <li key={code}>
            <p className="line">
              <span className="strong">{name}</span>
              <span className="grow" />
              <Link to="/registre/$code/numiti" params={{ code }}>
                {t('members.link')}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Makes a register, or a sub-register of the given one. */
function RegisterDialog({
  register,
  onClose,
}: {
  register: AdministeredRegister | null;
  onClose: () => void;
}) {
  const t = useText();
  const forget = useForgetHouse();
  const [name, setName] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const making = useMutation({
    mutationFn: () =>
      register
        ? addSubRegister(register.code, { requestId, code: codeFrom(name), name })
        : setUpRegister({ requestId, name, unit }),
    onSuccess: async () => {
      await forget();
      showToast(t('admin.added'));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t(register ? 'admin.add.sub-register' : 'admin.add.register')}
      body={register ? register.name : t('admin.register-code-hint')}
      error={making.error}
      act={{
        label: t('admin.save'),
        ready: name.trim() !== '',
        pending: making.isPending,
        onPress: () => making.mutate(),
      }}
      onClose={onClose}
    >
      <Field id="register-name" label={t('admin.field.name')}>
        {(control) => (
          <input
            {...control}
            data-first
            className="input"
            autoComplete="off"
            value={name}
            onChange={(event) => {
              setRequestId(crypto.randomUUID());
              setName(event.target.value);
            }}
          />
        )}
      </Field>
      {!register && (
        <UnitField
          id="register-unit"
          label={t('admin.register-unit')}
          hint={t('admin.register-unit-hint')}
          value={unit}
          onChange={setUnit}
        />
      )}
    </FormDialog>
  );
}
