import type { EmergencySheet } from '@opis/contracts';
import { Button, Icon, StatePanel, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listSheets, sheetUrl } from '../../api/emergency.ts';
import { showInstant } from '../../parts/dates.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { MakeSheetForm } from './make-sheet-form.tsx';
import './emergency.css';

/** Sheets for the days without the program: made and printed beforehand, those with open lines on top. */
export function EmergencyPage() {
  const t = useText();
  usePageTitle(t('emergency.title'));
  const { data, error, refetch } = useQuery({ queryKey: ['emergency-sheets'], queryFn: listSheets });
  return (
    <>
      <Link className="back-link" to="/registre">
        <Icon name="previous" />
        {t('rail.registers')}
      </Link>
      <div className="page-head">
        <h1>{t('emergency.title')}</h1>
      </div>
      <p className="second emergency-intro">{t('emergency.intro')}</p>
      <div className="emergency-grid">
        <MakeSheetForm />
        <section aria-labelledby="sheets-title">
          <h2 className="emergency-head" id="sheets-title">
            {t('emergency.sheets')}
          </h2>
          {error && <FailureState error={error} onRetry={() => void refetch()} />}
          {data?.items.length === 0 && (
            <StatePanel title={t('emergency.none-title')}>
              <p>{t('emergency.none-body')}</p>
            </StatePanel>
          )}
          {data && data.items.length > 0 && (
            <ul className="sheet">
              {data.items.map((sheet) => (
                <SheetRow key={sheet.id} sheet={sheet} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </>
  );
}

function SheetRow({ sheet }: { sheet: EmergencySheet }) {
  const t = useText();
  return (
    <li className="sheet-row">
      <div className="grow">
        <Link className="number" to="/urgenta/$foaie" params={{ foaie: sheet.id }}>
          {sheet.first} – {sheet.last}
        </Link>
        <p className="meta">
          {sheet.office.name} ·{' '}
          {t('emergency.made', { by: sheet.printedBy, at: showInstant(sheet.printedAt) })}
        </p>
        <p className="meta">{t('emergency.counts', { entered: sheet.entered, voided: sheet.voided })}</p>
      </div>
      {sheet.open > 0 ? (
        <Tag tone="warn">{t('emergency.open-lines', { count: sheet.open })}</Tag>
      ) : (
        <Tag tone="ok" icon="check">
          {t('emergency.ended')}
        </Tag>
      )}
      <Button
        size="small"
        icon="print"
        aria-label={t('emergency.print-of', { first: sheet.first })}
        onClick={() => void printPdf(sheetUrl(sheet.id))}
      >
        {t('emergency.print')}
      </Button>
    </li>
  );
}
