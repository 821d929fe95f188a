import type { EmergencyLine, EmergencySheetDetail } from '@opis/contracts';
import { Band, Button, Icon, Tag } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { readSheet, sheetUrl } from '../../api/emergency.ts';
import { showDate, showInstant, toPlainDate } from '../../parts/dates.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { LineForm } from './line-form.tsx';
import { VoidDialog } from './void-dialog.tsx';
import './emergency.css';

/** A returned sheet: line after line copied from the paper, each to its end. */
export function SheetPage() {
  const t = useText();
  const { foaie } = useParams({ from: '/urgenta/$foaie' });
  const { data, error, refetch } = useQuery({
    queryKey: ['emergency-sheet', foaie],
    queryFn: ({ signal }) => readSheet(foaie, signal),
  });
  usePageTitle(data ? t('sheet.title', { first: data.first, last: data.last }) : t('emergency.title'));
  return (
    <>
      <Link className="back-link" to="/urgenta">
        <Icon name="previous" />
        {t('emergency.back')}
      </Link>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && <SheetView sheet={data} />}
    </>
  );
}

function SheetView({ sheet }: { sheet: EmergencySheetDetail }) {
  const t = useText();
  const queries = useQueryClient();
  const [picked, setPicked] = useState<number | null>(null);
  const [voiding, setVoiding] = useState<readonly EmergencyLine[] | null>(null);
  const [day, setDay] = useState(() => showDate(toPlainDate(sheet.printedAt)));
  const open = sheet.lines.filter((line) => line.entry === null && line.voidReason === null);
  const current = open.find((line) => line.number === picked) ?? open[0];
  const reload = async () => {
    setPicked(null);
    const keys = [['emergency-sheet', sheet.id], ['emergency-sheets'], ['entries'], ['summary']];
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  return (
    <>
      <div className="page-head">
        <h1>{t('sheet.title', { first: sheet.first, last: sheet.last })}</h1>
        <Button icon="print" onClick={() => void printPdf(sheetUrl(sheet.id))}>
          {t('emergency.print')}
        </Button>
      </div>
      <p className="second">
        {t('sheet.about', {
          office: sheet.office.name,
          register: sheet.register.name,
          at: showInstant(sheet.printedAt),
        })}
      </p>
      {current ? (
        <LineForm
          key={current.number}
          sheet={sheet}
          line={current}
          day={day}
          onDay={setDay}
          onSettled={reload}
          onVoid={() => setVoiding([current])}
        />
      ) : (
        <Band tone="note" icon="check">
          {t('sheet.whole')}
        </Band>
      )}
      <LineTable sheet={sheet} current={current} onTake={setPicked} />
      {open.length > 1 && (
        <p className="party-more">
          <Button icon="annulled" onClick={() => setVoiding(open)}>
            {t('sheet.void-rest')}
          </Button>
        </p>
      )}
      {voiding && (
        <VoidDialog
          sheet={sheet}
          lines={voiding}
          onClose={() => setVoiding(null)}
          onDone={() => {
            setVoiding(null);
            void reload();
          }}
        />
      )}
    </>
  );
}

type LineTableProps = {
  sheet: EmergencySheetDetail;
  current: EmergencyLine | undefined;
  onTake: (number: number) => void;
};

function LineTable({ sheet, current, onTake }: LineTableProps) {
  const t = useText();
  return (
    <table className="sheet line-table">
      <thead>
        <tr>
          <th scope="col">{t('sheet.column.line')}</th>
          <th scope="col">{t('sheet.column.end')}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.lines.map((line) => (
          <tr key={line.number} className={line === current ? 'is-current' : undefined}>
            <th scope="row">{line.code}</th>
            <td>
              <LineEnd
                sheet={sheet}
                line={line}
                isCurrent={line === current}
                onTake={() => onTake(line.number)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type LineEndProps = {
  sheet: EmergencySheetDetail;
  line: EmergencyLine;
  isCurrent: boolean;
  onTake: () => void;
};

function LineEnd({ sheet, line, isCurrent, onTake }: LineEndProps) {
  const t = useText();
  const { entry, voidReason } = line;
  if (entry) {
    const params = { code: sheet.register.code, year: String(entry.year), number: String(entry.number) };
    return (
      <span className="line-end">
        <Link className="number" to="/registre/$code/$year/$number" params={params}>
          {entry.registrationNumber}
        </Link>
        <span className="ellipsis">
          {entry.issuer}: {entry.subject}
        </span>
      </span>
    );
  }
  if (voidReason !== null)
    return (
      <span className="line-end">
        <Icon name="annulled" size={14} />
        <span className="second">{t('sheet.voided', { reason: voidReason })}</span>
      </span>
    );
  return (
    <span className="line-end">
      <Tag tone={isCurrent ? 'blue' : 'plain'}>{t('sheet.open')}</Tag>
      {!isCurrent && (
        <Button
          kind="quiet"
          size="small"
          aria-label={t('sheet.take-of', { code: line.code })}
          onClick={onTake}
        >
          {t('sheet.take')}
        </Button>
      )}
    </span>
  );
}
