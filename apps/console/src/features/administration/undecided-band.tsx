import type { OrganisationView } from '@opis/contracts';
import { Band } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useText } from '../../parts/text.tsx';
import { roleLabels } from './show-value.ts';

/** What closings left for somebody to decide: who still leads a closed unit, and files that nobody took over. */
export function UndecidedBand({ undecided }: { undecided: OrganisationView['undecided'] }) {
  const t = useText();
  const { roles, files } = undecided;
  if (roles.length + files.length === 0) return null;
  return (
    <section className="admin-undecided" aria-label={t('admin.undecided')}>
      <Band tone="warn" icon="warning">
        <p className="strong">{t('admin.undecided')}</p>
        <ul>
          {files.map(({ unit, unitName, openFiles }) => (
            <li key={unit}>
              <Link to="/administrare/structura" search={{ ales: unit }}>
                {unitName}
              </Link>
              {': '}
              {t('admin.undecided-files', { count: openFiles })}
            </li>
          ))}
          {roles.map(({ staffCode, name, role, unit, unitName }) => (
            <li key={`${staffCode} ${role} ${unit}`}>
              <Link to="/administrare/oameni" search={{ ales: staffCode }}>
                {name}
              </Link>
              {': '}
              {t('admin.undecided-role', { role: t(roleLabels[role]), unit: unitName })}
            </li>
          ))}
        </ul>
      </Band>
    </section>
  );
}
