import { buttonClass, Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EntryKey } from '../../api/entry-address.ts';
import { findCaseFile } from '../../api/read-case-file.ts';
import { useText } from '../../parts/text.tsx';

/** From an entry to the file that holds it, for whoever may see that. */
export function OpenCaseFile({
  entryKey,
  size = 'small',
}: {
  entryKey: EntryKey;
  size?: 'small' | 'normal';
}) {
  const t = useText();
  const { register, year, number } = entryKey;
  const { data } = useQuery({
    queryKey: ['case-files', 'of-entry', register, year, number],
    queryFn: ({ signal }) => findCaseFile(entryKey, signal),
    staleTime: 300_000,
  });
  if (!data) return null;
  return (
    <Link className={buttonClass({ size })} to="/lucrari/$id" params={{ id: data.id }} preload={false}>
      <Icon name="works" />
      {t('works.open')}
    </Link>
  );
}
