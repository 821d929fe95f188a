import { Tag } from '@opis/ui';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { startsWords } from '../../parts/fold-text.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { AdminPanes } from './admin-panes.tsx';
import { RowDialog } from './row-dialog.tsx';
import { rowSpecs } from './row-specs.ts';
import { UndecidedBand } from './undecided-band.tsx';
import { depthsOf } from './unit-depths.ts';
import { UnitPanel } from './unit-panel.tsx';
import { useMovingRows } from './use-moving-rows.ts';
import { useOrganisation } from './use-organisation.ts';

/** The tree of units; the chosen one stands in the address and lies open beside it. */
export function UnitsPage() {
  const t = useText();
  const today = useToday();
  const { ales } = useSearch({ from: '/administrare/structura' });
  const { data, error, refetch } = useOrganisation();
  const [sought, setSought] = useState('');
  const [adding, setAdding] = useState(false);
  const move = useMovingRows();
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { units } = data.plan;
  const depths = depthsOf(units);
  const found = units.filter((unit) => startsWords(`${unit.name} ${unit.shortName} ${unit.code}`, sought));
  const chosen = units.find((unit) => unit.code === ales);
  return (
    <>
      <AdminPanes
        id="units"
        title={t('admin.tab.units')}
        filter={{ value: sought, onChange: setSought, count: found.length }}
        add={{ label: t('admin.add.units'), icon: 'add', onPress: () => setAdding(true) }}
        none={{
          title: t(units.length === 0 ? 'admin.none-yet' : 'admin.none-found', { sought }),
          body: t(units.length === 0 ? 'admin.none-yet-body' : 'admin.none-found-body'),
        }}
        choose={t('admin.choose-unit')}
        pane={
          chosen && (
            <UnitPanel key={chosen.code} unit={chosen} plan={data.plan} load={load(data.load[chosen.code])} />
          )
        }
      >
        <UndecidedBand undecided={data.undecided} />
        <ul className="unit-tree" onKeyDown={move}>
          {found.map((unit) => (
            <li key={unit.code}>
              <Link
                to="/administrare/structura"
                search={{ ales: unit.code }}
                className={unit.closedOn ? 'unit-row is-closed' : 'unit-row'}
                data-row
                data-depth={sought === '' ? Math.min(depths.get(unit.code) ?? 0, 6) : 0}
                aria-current={unit.code === ales ? 'true' : undefined}
              >
                <span className="unit-name">{unit.name}</span>
                {unit.closedOn && (
                  <Tag tone="warn">{t(unit.closedOn <= today ? 'admin.closed' : 'admin.closing')}</Tag>
                )}
                <span className="unit-load">{t('admin.load', load(data.load[unit.code]))}</span>
              </Link>
            </li>
          ))}
        </ul>
      </AdminPanes>
      {adding && (
        <RowDialog
          spec={rowSpecs.units}
          row={null}
          start={{ parent: ales ?? null }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

const load = (known: { people: number; openFiles: number } | undefined) =>
  known ?? { people: 0, openFiles: 0 };
