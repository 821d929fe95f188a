import type { TermSheet } from '@opis/contracts';
import { Button, ButtonContent, buttonClass, NumberFrame } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { listCaseTerms, readTermSheet, termPaperUrl } from '../../api/deadlines.ts';
import { showDate, toClockTime, toPlainDate, weekdayOf } from '../../parts/dates.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureState, useFailureText } from '../../parts/problem-view.tsx';
import { TermBadge } from '../../parts/term-badge.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { SheetBody, SheetWaiting } from './sheet-body.tsx';
import './sheet.css';

/** How a term of a file was found: each day, each reason with its article, and what an extension would make of it. */
export function TermSheetPage() {
  const t = useText();
  const navigate = useNavigate();
  const { id, termen: termId } = useParams({ from: '/lucrari/$id/termene/$termen' });
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['case-files', 'terms', id, termId],
    queryFn: ({ signal }) => readTermSheet(id, termId, signal),
  });
  const slow = useSlow(isPending);
  usePageTitle(data ? `${t('sheet.title')} ${data.caseFile.registrationNumber}` : t('sheet.title'));
  useKeys({ Escape: () => void navigate({ to: '/lucrari/$id', params: { id } }) });
  if (data) return <Sheet data={data} />;
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  return slow ? <SheetWaiting /> : null;
}

function Sheet({ data }: { data: TermSheet }) {
  const t = useText();
  const print = usePrint(termPaperUrl(data.caseFile.id, data.term.id));
  const { caseFile, term, sheet, countedAt } = data;
  return (
    <article className="deadline">
      <header className="page-head">
        <NumberFrame text={caseFile.registrationNumber} />
        <h1>{t('sheet.title')}</h1>
        <TermBadge due={term.badge} />
        <span className="grow" />
        <Button icon="print" onClick={print}>
          {t('sheet.print')}
        </Button>
        <Link className={buttonClass({})} to="/lucrari/$id" params={{ id: caseFile.id }} preload={false}>
          <ButtonContent icon="previous" keyHint="Esc">
            {t('sheet.back')}
          </ButtonContent>
        </Link>
      </header>
      <p className="second deadline-file">
        {caseFile.issuer} · {caseFile.subject}
      </p>
      <SheetBody
        sheet={sheet}
        finding={<Finding data={data} />}
        extendable={term.status === 'running' && term.extendedBy === 0 && term.badge.days >= 0}
        note={t('sheet.counted', {
          date: showDate(toPlainDate(countedAt)),
          time: toClockTime(countedAt),
          rule: sheet.rule.id,
        })}
        aside={<OtherTerms fileId={caseFile.id} termId={term.id} />}
      />
    </article>
  );
}

/** The sentence that the sheet is opened for. */
function Finding({ data: { term } }: { data: TermSheet }) {
  const t = useText();
  const { state, since } = term.badge;
  const day =
    state === 'met' || state === 'met-late' || state === 'suspended' ? (since ?? term.due) : term.due;
  const words = `${weekdayOf(day)}, ${showDate(day)}`;
  if (state === 'met' || state === 'met-late') return <>{t('sheet.finding-met', { day: words })}</>;
  if (state === 'late') return <>{t('sheet.finding-late', { day: words })}</>;
  if (state === 'suspended') return <>{t('sheet.finding-suspended', { day: words })}</>;
  if (state === 'cancelled') return <>{t('sheet.finding-cancelled', { day: words })}</>;
  return <>{t('sheet.finding', { day: words })}</>;
}

/** The other terms of the same file, each a way to its own sheet. */
function OtherTerms({ fileId, termId }: { fileId: string; termId: string }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['case-files', 'terms', fileId],
    queryFn: ({ signal }) => listCaseTerms(fileId, signal),
  });
  const others = data?.items.filter(({ id }) => id !== termId) ?? [];
  if (others.length === 0) return null;
  return (
    <section className="deadline-others">
      <h2>{t('sheet.other-terms')}</h2>
      <ul>
        {others.map((term) => (
          <li key={term.id}>
            <span>{t(`term.role.${term.role}`)}</span>
            <TermBadge due={term.badge} caseFileId={fileId} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Sends the paper to the printer; says why when it cannot. */
export function usePrint(url: string): () => void {
  const say = useFailureText();
  return () => {
    printPdf(url).catch((error: unknown) => showToast(say(error), { failed: true }));
  };
}
