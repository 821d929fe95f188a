import type { Register } from '@opis/contracts';
import { Button, ButtonContent, buttonClass } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { ExportDialog } from '../exports/export-dialog.tsx';
import type { BookSearch } from './book-search.ts';

type BookActsProps = { register: Register; search: BookSearch; year: number };

/** What is done with the whole book: a file of it, and its yearly closing. For who may read all of it. */
export function BookActs({ register, search, year }: BookActsProps) {
  const t = useText();
  const [exporting, setExporting] = useState(false);
  return (
    <span className="book-acts">
      {register.years.includes(year) && (
        <Link
          className={buttonClass({})}
          to="/registre/$code/inchidere/$an"
          params={{ code: register.code, an: String(year) }}
        >
          <ButtonContent icon="verified">{t('closing.link')}</ButtonContent>
        </Link>
      )}
      {register.confidential && (
        <Link className={buttonClass({})} to="/registre/$code/numiti" params={{ code: register.code }}>
          <ButtonContent icon="confidential">{t('members.link')}</ButtonContent>
        </Link>
      )}
      <Button icon="download" onClick={() => setExporting(true)}>
        {t('export.open')}
      </Button>
      {exporting && (
        <ExportDialog register={register} search={search} year={year} onClose={() => setExporting(false)} />
      )}
    </span>
  );
}
