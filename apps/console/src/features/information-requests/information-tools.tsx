import { Button } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { exportInformation } from '../../api/information-requests.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { longWorksKey } from '../exports/use-long-works.ts';

/** Tabs of the 544 screens. */
export function InformationTabs({ verbal }: { verbal: boolean }) {
  const t = useText();
  return (
    <nav className="info-tabs" aria-label={t('info.tabs')}>
      <Link to="/544" activeOptions={{ exact: true, includeSearch: false }}>
        {t('info.tab.register')}
      </Link>
      <Link to="/544/raport" activeOptions={{ includeSearch: false }}>
        {t('info.tab.report')}
      </Link>
      {verbal && <Link to="/544/verbal">{t('info.tab.verbal')}</Link>}
    </nav>
  );
}

/** The same as paper and as a workbook, made in the background. */
export function InformationExports({ what, year }: { what: 'register' | 'report'; year: number }) {
  const t = useText();
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: (format: 'pdf' | 'xlsx') => exportInformation(what, year, format),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: longWorksKey });
      showToast(t('export.asked'));
    },
  });
  return (
    <div className="info-exports">
      {asking.error && <FailureBand error={asking.error} />}
      {(['pdf', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          icon="download"
          aria-disabled={asking.isPending}
          onClick={() => !asking.isPending && asking.mutate(format)}
        >
          {t(`info.as.${format}`)}
        </Button>
      ))}
    </div>
  );
}

/** Chooses the year of register or report; the last five. */
export function YearPick({
  year,
  today,
  onChange,
}: {
  year: number;
  today: string;
  onChange: (year: number) => void;
}) {
  const t = useText();
  const last = Number(today.slice(0, 4));
  const years = Array.from({ length: 5 }, (_, at) => last - at);
  return (
    <label className="year-pick">
      <span>{t('info.year')} </span>
      <select className="input" value={year} onChange={(event) => onChange(Number(event.target.value))}>
        {[...new Set([...years, year])].map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}
