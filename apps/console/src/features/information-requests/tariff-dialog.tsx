import type { CopyTariff } from '@opis/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setCopyTariff } from '../../api/information-requests.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { Line } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { codeOf, tariffsKey, toLeiAmount } from './tariffs.ts';

type TariffDialogProps = {
  /** The tariff that gets a new price; null: a new one. */
  tariff: CopyTariff | null;
  taken: readonly string[];
  onClose: () => void;
};

/** A price from a day on, with the act that approved it. */
export function TariffDialog({ tariff, taken, onClose }: TariffDialogProps) {
  const t = useText();
  const queries = useQueryClient();
  const [typed, setTyped] = useState({
    ...{ name: tariff?.name ?? '', amount: '', act: '', validFrom: useToday() },
  });
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const change = (changes: Partial<typeof typed>) => {
    setRequestId(crypto.randomUUID());
    setTyped((before) => ({ ...before, ...changes }));
  };
  const saving = useMutation({
    mutationFn: () =>
      setCopyTariff({
        ...{ ...typed, requestId, amount: toLeiAmount(typed.amount) },
        code: tariff?.code ?? codeOf(typed.name, taken),
      }),
    onSuccess: (tariffs) => {
      queries.setQueryData(tariffsKey, tariffs);
      showToast(t('tariffs.saved'));
      onClose();
    },
  });
  return (
    <InformationForm
      title={tariff ? t('tariffs.change-title', { name: tariff.name }) : t('tariffs.add')}
      submitLabel={t('admin.save')}
      pending={saving.isPending}
      error={saving.error}
      onSubmit={() => !saving.isPending && saving.mutate()}
      onClose={onClose}
    >
      <Line
        id="name"
        label={t('tariffs.name')}
        hint={t('tariffs.name-hint')}
        value={typed.name}
        onChange={(name) => change({ name })}
        first={tariff === null}
      />
      <Line
        id="amount"
        label={t('tariffs.amount')}
        value={typed.amount}
        onChange={(amount) => change({ amount })}
        first={tariff !== null}
      />
      <Line id="act" label={t('tariffs.act')} value={typed.act} onChange={(act) => change({ act })} />
      <Line
        id="validFrom"
        type="date"
        label={t('tariffs.from')}
        {...(tariff && { hint: t('tariffs.from-hint') })}
        value={typed.validFrom}
        onChange={(validFrom) => change({ validFrom })}
      />
    </InformationForm>
  );
}
