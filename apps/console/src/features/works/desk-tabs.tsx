import { Icon, IconButton } from '@opis/ui';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useText } from '../../parts/text.tsx';
import { useDesk } from './desk.ts';
import './desk.css';

/** The works that lie open, as index tabs in the top bar; a pencil where something typed was not added. */
export function DeskTabs() {
  const t = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { works, noteOf, close } = useDesk();
  if (works.length === 0) return <span className="grow" />;
  const shut = (id: string) => {
    close(id);
    if (pathname === `/lucrari/${id}`) void navigate({ to: '/lucrari' });
  };
  return (
    <nav className="desk-tabs" aria-label={t('desk.label')}>
      <ul>
        {works.map(({ id, number, name }) => (
          <li className="desk-tab" key={id}>
            <Link
              to="/lucrari/$id"
              params={{ id }}
              activeProps={{ 'aria-current': 'page' }}
              title={`${number} · ${name}`}
            >
              {noteOf(id) && <Icon name="corrected" size={14} label={t('desk.draft')} />}
              <span className="number">{number}</span>
              <span className="ellipsis">{name}</span>
            </Link>
            <IconButton icon="close" label={t('desk.close', { number })} onClick={() => shut(id)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
