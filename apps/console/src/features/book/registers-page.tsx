import type { Register } from '@opis/contracts';
import { Icon, StatePanel, Tag } from '@opis/ui';
import { Link, Navigate } from '@tanstack/react-router';
import { FailureState } from '../../parts/problem-view.tsx';
import { useRegisters } from '../../parts/reference-lists.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './book.css';

/** The registers that this person may see; with only one, straight into it. */
export function RegistersPage() {
  const t = useText();
  const session = useSession();
  const { data, error, refetch } = useRegisters();
  const title = t(
    session.permissions.includes('entry.read-book') ? 'registers.title' : 'registers.works-title',
  );
  usePageTitle(title);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const [only, ...others] = data.items;
  if (only && others.length === 0)
    return <Navigate to="/registre/$code" params={{ code: only.code }} replace />;
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
      </div>
      {!only && (
        <StatePanel title={t('registers.none-title')}>
          <p>{t('registers.none-body')}</p>
        </StatePanel>
      )}
      <ul className="registers sheet">
        {data.items.map((register) => (
          <RegisterRow key={register.code} register={register} />
        ))}
      </ul>
    </>
  );
}

function RegisterRow({ register }: { register: Register }) {
  const t = useText();
  return (
    <li className="register-row">
      <Icon name={register.confidential ? 'confidential' : 'book'} />
      <Link to="/registre/$code" params={{ code: register.code }}>
        {register.name}
      </Link>
      {register.confidential && <Tag tone="conf">{t('registers.confidential')}</Tag>}
      <span className="grow" />
      {register.confidential && (
        <Link to="/registre/$code/numiti" params={{ code: register.code }}>
          {t('members.link')}
        </Link>
      )}
      <span className="meta">{t('registers.years', { years: register.years.toReversed().join(', ') })}</span>
    </li>
  );
}
