import type { FoundHistory } from '@opis/contracts';
import { Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useText } from '../../parts/text.tsx';
import { FoundText } from './found-text.tsx';

/** A row of an old register opens that register at its number: it has neither case file nor page of its own. */
export const historyHref = ({ register, year, place }: Pick<FoundHistory, 'register' | 'year' | 'place'>) =>
  `/registre/${register}/istoric?${new URLSearchParams({ an: String(year), text: place })}`;

/** What the old registers hold of what was sought, marked as history. */
export function FoundHistoryRows({ items }: { items: readonly FoundHistory[] }) {
  const t = useText();
  return (
    <ul className="found-rows is-history sheet" aria-label={t('search.history')}>
      {items.map((row) => (
        <li key={`${row.register}/${row.year}/${row.place}`} className="found-row">
          <Link
            className="found-link number"
            to="/registre/$code/istoric"
            params={{ code: row.register }}
            search={{ an: row.year, text: row.place }}
          >
            {row.registrationNumber}
          </Link>
          <div className="found-words">
            <p className="found-issuer">
              <Place row={row} field="issuer" />
            </p>
            <p>
              <Place row={row} field="subject" />
            </p>
            {row.why
              .filter(({ field }) => field === 'addressee')
              .map(({ field, ...found }) => (
                <p className="meta" key={field}>
                  {t('search.why.addressee')}: <FoundText {...found} />
                </p>
              ))}
          </div>
          <div className="found-aside">
            <Tag icon="history">{t('search.history-row')}</Tag>
            <span className="meta">{row.unit ?? row.registerName}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Place({ row, field }: { row: FoundHistory; field: 'issuer' | 'subject' }) {
  const found = row.why.find((reason) => reason.field === field);
  return found ? <FoundText {...found} /> : <span className="found-cut">{row[field]}</span>;
}
