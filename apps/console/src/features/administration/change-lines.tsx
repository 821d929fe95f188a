import type { AdministrationChange } from '@opis/contracts';
import { type MessageId, useText } from '../../parts/text.tsx';
import { useShowValue } from './show-value.ts';

const lists: Readonly<Record<string, MessageId>> = {
  institution: 'admin.list.institution',
  offices: 'admin.list.offices',
  units: 'admin.list.units',
  positions: 'admin.list.positions',
  staff: 'admin.list.staff',
  nomenclature: 'admin.list.nomenclature',
  categories: 'admin.list.categories',
  daysOff: 'admin.list.days-off',
  order: 'admin.list.order',
  accounts: 'admin.list.accounts',
  grants: 'admin.list.grants',
  passwords: 'admin.list.passwords',
  registers: 'admin.list.registers',
  subRegisters: 'admin.list.sub-registers',
  handovers: 'admin.list.handovers',
};

const fields: Readonly<Record<string, MessageId>> = {
  name: 'admin.field.name',
  shortName: 'admin.field.short-name',
  code: 'admin.field.code',
  parent: 'admin.field.parent',
  unit: 'admin.field.unit',
  address: 'admin.field.address',
  closedOn: 'admin.field.closed-on',
  successor: 'admin.field.successor',
  leads: 'admin.field.leads',
  seats: 'admin.field.seats',
  givenName: 'admin.field.given-name',
  familyName: 'admin.field.family-name',
  title: 'admin.field.title',
  position: 'admin.field.position',
  office: 'admin.field.office',
  email: 'admin.field.email',
  activeFrom: 'admin.field.active-from',
  activeTo: 'admin.field.active-to',
  retention: 'admin.field.retention',
  subRegister: 'admin.field.sub-register',
  nomenclatureCode: 'admin.field.file',
  active: 'admin.field.active',
  kind: 'admin.field.day-kind',
  act: 'admin.field.act',
  files: 'admin.field.passed-files',
  day: 'admin.field.day',
  role: 'admin.role',
  username: 'admin.field.username',
};

/** Changes of an act or of a file, one under another: what was added, what is no more, and what differs. */
export function ChangeLines({ changes }: { changes: readonly AdministrationChange[] }) {
  return (
    <ul className="change-lines">
      {changes.map((change) => (
        <ChangeLine key={`${change.list} ${change.key}`} change={change} />
      ))}
    </ul>
  );
}

function ChangeLine({ change }: { change: AdministrationChange }) {
  const t = useText();
  const show = useShowValue();
  const { list, key, before, after } = change;
  const noun = lists[list] ? t(lists[list]) : list;
  const row = after ?? before ?? {};
  const granted = {
    username: String(row.username),
    role: show('role', row.role),
    where: row.unit ? show('unit', row.unit) : t('admin.whole-institution'),
  };
  const name = list === 'grants' ? t('admin.granted', granted) : nameOf(row) || key;
  const sign = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const differing = Object.keys({ ...before, ...after }).filter(
    (field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]),
  );
  return (
    <li className={`change-line is-${sign}`}>
      <p>
        <span className="second">{t(`admin.sign.${sign}`, { noun })}</span>{' '}
        <span className="strong">{name}</span>
      </p>
      {sign === 'changed' && list !== 'order' && (
        <dl className="change-fields">
          {differing.map((field) => (
            <div key={field}>
              <dt>{fields[field] ? t(fields[field]) : field}</dt>
              <dd>
                <s>{show(field, before?.[field])}</s> <span aria-hidden="true">→</span>{' '}
                <span className="strong">{show(field, after?.[field])}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** A name by which people know a row. */
export function nameOf(row: Record<string, unknown>): string {
  if (typeof row.givenName === 'string') return `${row.givenName} ${String(row.familyName ?? '')}`;
  const name = row.name ?? row.title ?? '';
  return typeof name === 'string' ? name : '';
}
