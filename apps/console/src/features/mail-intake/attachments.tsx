import type { IntakeDetail, PartNotes } from '@opis/contracts';
import { Icon, IconButton } from '@opis/ui';
import { useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { FileWorkLines } from '../file-works/file-work-lines.tsx';
import { usePartWorks } from '../file-works/use-file-works.ts';
import './attachments.css';

type Part = IntakeDetail['parts'][number];
type Notes = PartNotes['items'][number];

/** The files of a message: what is known of each, its pages drawn by us (nothing of the file runs here), to be saved. */
export function Attachments({ message }: { message: IntakeDetail }) {
  const t = useText();
  const notes = usePartWorks(message.id);
  const parts = message.parts.filter(({ kind }) => kind !== 'inline');
  if (parts.length === 0) return null;
  const isRisky = parts.some(({ flags }) => flags.length > 0);
  const left = parts.filter(({ leftInside }) => leftInside).length;
  return (
    <section className="intake-parts" aria-labelledby="intake-parts-head">
      <h3 id="intake-parts-head">
        {t('mail.files', { count: parts.length })}{' '}
        <span className="second">{t(isRisky ? 'mail.files-risk' : 'mail.files-plain')}</span>
      </h3>
      {left > 0 && <p className="intake-risk">{t('mail.files-left', { count: left })}</p>}
      <ul>
        {parts.map((part) => (
          <Attachment
            key={`${message.id} ${part.ordinal}`}
            url={`/mail-intake/${message.id}/parts/${part.ordinal}`}
            part={part}
            notes={notes?.get(part.ordinal)}
          />
        ))}
      </ul>
    </section>
  );
}

function Attachment({ url, part, notes }: { url: string; part: Part; notes: Notes | undefined }) {
  const t = useText();
  const { mediaType, size, flags, leftInside } = part;
  const name = part.name ?? t('mail.part-without-name');
  return (
    <li className={flags.length > 0 ? 'intake-part is-risky' : 'intake-part'}>
      {notes?.openable && notes.pages > 0 && <Pages {...{ url, name }} pages={notes.pages} />}
      <Icon name={flags.length > 0 ? 'warning' : 'file'} />
      <span className="intake-part-name">
        {notes?.openable === false ? (
          name
        ) : (
          <a href={apiUrl(url)} download>
            {name}
          </a>
        )}
        <span className="second">
          {mediaType} · {showSize(size)}
        </span>
        {leftInside && <span className="intake-risk">{t('mail.left-inside')}</span>}
        {flags.map((flag) => (
          <span className="intake-risk" key={flag}>
            {t(`mail.part-flag.${flag}`)}
          </span>
        ))}
      </span>
      {notes && notes.lines.length > 0 && <FileWorkLines lines={notes.lines} />}
    </li>
  );
}

/** One page at a time, the first at once. */
function Pages({ url, name, pages }: { url: string; name: string; pages: number }) {
  const t = useText();
  const [page, setPage] = useState(1);
  return (
    <div className="intake-pages">
      <img
        className="intake-sheet"
        src={apiUrl(`${url}/pages/${page}`)}
        alt={t('mail.page-of', { name, page, pages })}
        loading="lazy"
      />
      {pages > 1 && (
        <div className="intake-page-turn">
          <IconButton
            icon="previous"
            label={t('mail.page-before', { name })}
            disabled={page === 1}
            onClick={() => setPage(page - 1)}
          />
          <span aria-live="polite">{t('mail.page-place', { page, pages })}</span>
          <IconButton
            icon="next"
            label={t('mail.page-after', { name })}
            disabled={page === pages}
            onClick={() => setPage(page + 1)}
          />
        </div>
      )}
    </div>
  );
}
