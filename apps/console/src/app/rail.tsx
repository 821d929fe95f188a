import { Icon, type IconName, Kbd } from '@opis/ui';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { Screens } from '../parts/session.tsx';
import { useText } from '../parts/text.tsx';

/** Only the screens that exist for this person. On a phone it lies at the bottom. */
export function Rail({ screens, onKeys }: { screens: Screens; onKeys: () => void }) {
  const t = useText();
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      {screens.counter && (
        <>
          <p className="rail-head">{t('rail.work')}</p>
          <RailLink to="/ghiseu" icon="registered" label={t('rail.counter')} />
        </>
      )}
      {(screens.registers || screens.parties) && <p className="rail-head">{t('rail.records')}</p>}
      {screens.registers && (
        <RailLink
          to="/registre"
          icon="book"
          label={t(screens.registers === 'book' ? 'rail.registers' : 'rail.works')}
        />
      )}
      {screens.parties && <RailLink to="/persoane" icon="people" label={t('rail.parties')} />}
      <div className="rail-foot">
        <button
          type="button"
          className="rail-item is-keys"
          onClick={onKeys}
          title={t('rail.keys')}
          aria-keyshortcuts="?"
        >
          <Icon name="keys" />
          <span className="rail-label">{t('rail.keys')}</span>
          <Kbd>?</Kbd>
        </button>
        <RailLink to="/profil" icon="profile" label={t('rail.profile')} />
      </div>
    </nav>
  );
}

function RailLink({ to, icon, label }: { to: LinkProps['to']; icon: IconName; label: string }) {
  return (
    <Link className="rail-item" to={to} title={label} activeProps={{ 'aria-current': 'page' }}>
      <Icon name={icon} />
      <span className="rail-label">{label}</span>
    </Link>
  );
}
