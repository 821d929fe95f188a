import type { CopyTariff } from '@opis/contracts';
import { Button, StatePanel, Tag } from '@opis/ui';
import { useState } from 'react';
import { showDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import '../information-requests/information.css';
import { TariffDialog } from '../information-requests/tariff-dialog.tsx';
import { standingOf, useTariffs } from '../information-requests/tariffs.ts';
import { AdminSection } from './admin-section.tsx';

/** What copies cost whoever asks for public information (art. 9): prices that hold, will hold and held. */
export function TariffsPage() {
  const t = useText();
  const { data, error, refetch } = useTariffs();
  const [open, setOpen] = useState<{ tariff: CopyTariff | null } | null>(null);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <AdminSection
      id="tariffs"
      title={t('tariffs.title')}
      body={t('tariffs.body')}
      act={{ label: t('tariffs.add'), icon: 'add', onPress: () => setOpen({ tariff: null }) }}
    >
      {data.items.length === 0 ? (
        <StatePanel title={t('tariffs.none')}>
          <p>{t('tariffs.none-body')}</p>
        </StatePanel>
      ) : (
        <TariffTable tariffs={data.items} onChange={(tariff) => setOpen({ tariff })} />
      )}
      {open && (
        <TariffDialog
          tariff={open.tariff}
          taken={data.items.map(({ code }) => code)}
          onClose={() => setOpen(null)}
        />
      )}
    </AdminSection>
  );
}

type TariffTableProps = { tariffs: readonly CopyTariff[]; onChange: (tariff: CopyTariff) => void };

function TariffTable({ tariffs, onChange }: TariffTableProps) {
  const t = useText();
  return (
    <div className="admin-table-shell sheet">
      <table className="admin-table">
        <thead>
          <tr>
            {(['name', 'amount-short', 'act', 'from', 'to'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`tariffs.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('tariffs.act-column')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tariffs.map((tariff) => (
            <TariffRow key={`${tariff.code} ${tariff.validFrom}`} tariff={tariff} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TariffRow({ tariff, onChange }: { tariff: CopyTariff; onChange: (tariff: CopyTariff) => void }) {
  const t = useText();
  const { name, amount, act, validFrom, validTo } = tariff;
  const standing = standingOf(tariff, useToday());
  return (
    <tr className={standing === 'ended' ? 'is-closed' : undefined}>
      <td data-label={t('tariffs.name')}>
        {name} {standing !== 'holds' && <Tag>{t(`tariffs.${standing}`)}</Tag>}
      </td>
      <td data-label={t('tariffs.amount-short')}>{t('tariffs.lei', { amount: amount.replace('.', ',') })}</td>
      <td data-label={t('tariffs.act')}>{act}</td>
      <td data-label={t('tariffs.from')}>{showDate(validFrom)}</td>
      <td data-label={t('tariffs.to')}>{validTo ? showDate(validTo) : '–'}</td>
      <td>
        {validTo === null && (
          <Button
            size="small"
            aria-label={`${t('tariffs.change')}: ${name}`}
            onClick={() => onChange(tariff)}
          >
            {t('tariffs.change')}
          </Button>
        )}
      </td>
    </tr>
  );
}
