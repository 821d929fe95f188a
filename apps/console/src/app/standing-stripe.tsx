import { Icon } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { showDate } from '../parts/dates.ts';
import { useSession } from '../parts/session.tsx';
import { Sentence, useText } from '../parts/text.tsx';

/** While standing in for somebody: for whom and until when, on every page. */
export function StandingStripe() {
  const t = useText();
  const { standingIn } = useSession();
  if (standingIn.length === 0) return null;
  return (
    <section className="standing" aria-label={t('standing.label')}>
      <Icon name="standing-in" />
      <ul className="standing-people">
        {standingIn.map(({ staffId, displayName, until }) => (
          <li key={staffId}>
            <Sentence id="standing.for" values={{ name: displayName, until: showDate(until) }} />
          </li>
        ))}
      </ul>
      <Link className="standing-more" to="/profil" hash="inlocuiri">
        {t('standing.more')}
      </Link>
    </section>
  );
}
