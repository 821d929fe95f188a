import type { SimilarEntries } from '@opis/contracts';
import { Band } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useText } from '../../parts/text.tsx';

/** The same paper, or the same bytes, stand in the register already. Said before the number; it forbids nothing. */
export function SimilarNotice({ items, asksAgain }: { items: SimilarEntries['items']; asksAgain: boolean }) {
  const t = useText();
  return (
    <div role="alert">
      <Band tone="warn" icon="warning">
        <p className="strong">{t('counter.similar.title', { count: items.length })}</p>
        <ul>
          {items.slice(0, 3).map((item) => (
            <li key={`${item.registrationNumber} ${item.why}`}>
              <Link
                to="/registre/$code/$year/$number"
                params={{ code: item.register, year: String(item.year), number: String(item.number) }}
              >
                {t(`counter.similar.${item.why}`, {
                  number: item.registrationNumber,
                  time: item.registeredTime,
                })}
              </Link>
            </li>
          ))}
        </ul>
        {asksAgain && <p className="strong">{t('counter.similar.again')}</p>}
      </Band>
    </div>
  );
}
