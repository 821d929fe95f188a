import type { FoundDocument, FoundEntry } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import type { ComponentProps, KeyboardEvent } from 'react';
import { getPreferences } from '../../parts/preferences.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { FoundText } from './found-text.tsx';
import { entryHref } from './palette-items.tsx';
import { keepRecent } from './recent.ts';

/** Entries that were found, each with where the words stand; J, K and the arrows move along them. */
export function FoundRows({ items }: { items: readonly FoundEntry[] }) {
  const t = useText();
  return (
    <ul className="found-rows sheet" aria-label={t('search.results')} onKeyDown={moveAlong}>
      {items.map((entry) => (
        <FoundRow key={entryHref(entry)} entry={entry} />
      ))}
    </ul>
  );
}

function FoundRow({ entry }: { entry: FoundEntry }) {
  const t = useText();
  const { accountId } = useSession();
  const { registrationNumber, issuer, subject, unit } = entry;
  const place = (field: 'issuer' | 'subject') => entry.why.find((reason) => reason.field === field);
  const others = entry.why.filter(({ field }) => !['issuer', 'subject', 'number'].includes(field));
  const [issuerPlace, subjectPlace] = [place('issuer'), place('subject')];
  return (
    <li className={entry.status === 'annulled' ? 'found-row is-annulled' : 'found-row'}>
      <Link
        className="found-link number"
        to={entryHref(entry)}
        onClick={() =>
          keepRecent(accountId, { href: entryHref(entry), label: registrationNumber, kind: 'entry' })
        }
      >
        {registrationNumber}
      </Link>
      <div className="found-words">
        <p className="found-issuer">{issuerPlace ? <FoundText {...issuerPlace} /> : issuer}</p>
        <p>{subjectPlace ? <FoundText {...subjectPlace} /> : <span className="found-cut">{subject}</span>}</p>
        {others.map(({ field, document, ...found }) =>
          document ? (
            <FoundInDocument key={document.id} document={document} {...found} />
          ) : (
            <p className="meta" key={`${field}-${found.text}`}>
              {t(`search.why.${field}`)}
              {field !== 'party' && field !== 'similarName' && (
                <>
                  : <FoundText {...found} />
                </>
              )}
            </p>
          ),
        )}
      </div>
      <div className="found-aside">
        {entry.status === 'annulled' && (
          <Tag tone="late" icon="annulled">
            {t('book.annulled')}
          </Tag>
        )}
        <span className="meta">{unit?.shortName ?? entry.registerName}</span>
      </div>
    </li>
  );
}

/** What stands in one of its documents; the page opens with the words marked. */
function FoundInDocument({
  document,
  ...found
}: { document: FoundDocument } & ComponentProps<typeof FoundText>) {
  const t = useText();
  const { id, name, page } = document;
  return (
    <div className="found-document">
      <Link
        className="found-page"
        to="/cautare"
        search={(address) => ({ ...address, document: id, pagina: page })}
        resetScroll={false}
      >
        <Icon name="file" size={14} />
        <span className="found-name">{name}</span>
        <span className="meta">{t('search.found-page', { page: String(page) })}</span>
        <span className="visually-hidden">{t('search.open-page')}</span>
      </Link>
      {found.text !== '' && (
        <p className="found-piece">
          <FoundText {...found} />
        </p>
      )}
    </div>
  );
}

function moveAlong(event: KeyboardEvent<HTMLUListElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a.found-link')];
  const at = links.findIndex((link) => link.matches(':focus'));
  const letters = getPreferences().letterKeys;
  const steps: Record<string, number | undefined> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: links.length - 1,
    ...(letters ? { j: at + 1, k: at - 1 } : {}),
  };
  const next = event.ctrlKey || event.altKey || event.metaKey ? undefined : steps[event.key];
  if (next === undefined) return;
  event.preventDefault();
  if (next < 0) document.querySelector<HTMLElement>('.search-box input')?.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}
