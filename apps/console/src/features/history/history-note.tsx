import { Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listHistoryYears } from '../../api/history.ts';
import { useText } from '../../parts/text.tsx';

/** Beside the book of a year: that rows of the old register stand before its own. Nothing when there are none. */
export function HistoryNote({ code, year }: { code: string; year: number }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['history-years', code],
    queryFn: ({ signal }) => listHistoryYears(code, signal),
    staleTime: 600_000,
  });
  const ofYear = data?.items.find((one) => one.year === year);
  if (!data || (data.items.length === 0 && !data.canImport)) return null;
  return (
    <Link
      className="history-note"
      to="/registre/$code/istoric"
      params={{ code }}
      search={ofYear ? { an: year } : {}}
    >
      <Icon name="history" size={14} />
      {ofYear ? t('history.link', { count: ofYear.count }) : t('history.open')}
    </Link>
  );
}
