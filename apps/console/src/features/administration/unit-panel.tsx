import { Button, Icon, Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { ReorganiseDialog } from './reorganise-dialog.tsx';
import { RowDialog } from './row-dialog.tsx';
import { type ListSpec, type Row, rowSpecs, successorSpec } from './row-specs.ts';
import type { Plan } from './use-organisation.ts';

type UnitPanelProps = {
  unit: Plan['units'][number];
  plan: Plan;
  load: { people: number; openFiles: number };
};

type Open = { spec: ListSpec; row: Row | null; start?: Row };

/** One unit: what it is, who works in it, what may be done with it. */
export function UnitPanel({ unit, plan, load }: UnitPanelProps) {
  const t = useText();
  const today = useToday();
  const [open, setOpen] = useState<Open | null>(null);
  const [reorganising, setReorganising] = useState(false);
  const nameOf = (code: string | null) => plan.units.find((each) => each.code === code)?.name ?? '–';
  const posts = plan.positions.filter((post) => post.unit === unit.code);
  const people = plan.staff.filter(
    ({ position, activeTo }) => position?.unit === unit.code && (activeTo === null || activeTo > today),
  );
  return (
    <section className="admin-pane sheet" aria-labelledby="unit-title">
      <div className="admin-pane-head">
        <h2 id="unit-title">{unit.name}</h2>
        {unit.closedOn && <Tag tone="warn">{t('admin.closed-from', { date: showDate(unit.closedOn) })}</Tag>}
      </div>
      <dl className="facts">
        <dt>{t('admin.field.short-name')}</dt>
        <dd>{unit.shortName}</dd>
        <dt>{t('admin.field.code')}</dt>
        <dd>{unit.code}</dd>
        <dt>{t('admin.field.parent')}</dt>
        <dd>{nameOf(unit.parent)}</dd>
        {unit.successor && (
          <>
            <dt>{t('admin.field.successor')}</dt>
            <dd>
              <Link to="/administrare/structura" search={{ ales: unit.successor }}>
                {nameOf(unit.successor)}
              </Link>
            </dd>
          </>
        )}
        <dt>{t('admin.open-files')}</dt>
        <dd>{t('admin.open-files-count', { count: load.openFiles })}</dd>
      </dl>
      <div className="admin-actions">
        <Button icon="corrected" onClick={() => setOpen({ spec: rowSpecs.units, row: unit })}>
          {t('admin.rename-or-move')}
        </Button>
        {unit.closedOn && load.openFiles > 0 && (
          <Button icon="assigned" onClick={() => setOpen({ spec: successorSpec, row: unit })}>
            {t('admin.name-successor')}
          </Button>
        )}
        {!unit.closedOn && (
          <>
            <Button
              icon="add"
              onClick={() => setOpen({ spec: rowSpecs.units, row: null, start: { parent: unit.code } })}
            >
              {t('admin.add-under')}
            </Button>
            <Button icon="assigned" onClick={() => setReorganising(true)}>
              {t('admin.reorganise')}
            </Button>
          </>
        )}
        <Link
          className="admin-history"
          to="/administrare/schimbari"
          search={{ despre: `units:${unit.code}` }}
        >
          <Icon name="history" />
          {t('admin.its-changes')}
        </Link>
      </div>
      <h3 className="admin-subhead">{t('admin.posts')}</h3>
      {posts.length === 0 && <p className="second">{t('admin.no-posts')}</p>}
      <ul className="admin-rows">
        {posts.map((post) => (
          <li key={post.name}>
            <button
              type="button"
              className="link-button"
              onClick={() => setOpen({ spec: rowSpecs.positions, row: post })}
            >
              {post.name}
            </button>
            {post.leads && <Tag>{t('admin.leads')}</Tag>}
            <span className="grow" />
            <span className="second">
              {t('admin.seats', {
                taken: people.filter((person) => person.position?.name === post.name).length,
                seats: post.seats,
              })}
            </span>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="add"
        onClick={() => setOpen({ spec: rowSpecs.positions, row: null, start: { unit: unit.code } })}
      >
        {t('admin.add.positions')}
      </Button>
      <h3 className="admin-subhead">{t('admin.people-here')}</h3>
      {people.length === 0 && <p className="second">{t('admin.no-people')}</p>}
      <ul className="admin-rows">
        {people.map((person) => (
          <li key={person.code}>
            <Link to="/administrare/oameni" search={{ ales: person.code }}>
              {person.givenName} {person.familyName}
            </Link>
            <span className="grow" />
            <span className="second">{person.title}</span>
          </li>
        ))}
      </ul>
      {open && <RowDialog {...open} onClose={() => setOpen(null)} />}
      {reorganising && <ReorganiseDialog unit={unit} plan={plan} onClose={() => setReorganising(false)} />}
    </section>
  );
}
