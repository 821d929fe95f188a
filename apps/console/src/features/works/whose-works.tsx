import { Segmented } from '@opis/ui';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import type { WorksSearch } from './works-search.ts';

/** While standing in for somebody: one's own works, theirs, or all together. */
export function WhoseWorks({ search, onPut }: { search: WorksSearch; onPut: (search: WorksSearch) => void }) {
  const t = useText();
  const { staffId, standingIn } = useSession();
  if (standingIn.length === 0) return null;
  const put = (persoana: string) => {
    const { persoana: _before, ...rest } = search;
    onPut(persoana === '' ? rest : { ...rest, persoana });
  };
  return (
    <div className="works-whose">
      <Segmented
        name="whose"
        label={t('works.whose')}
        value={search.persoana ?? ''}
        choices={[
          { value: '', label: t('works.whose-all') },
          { value: staffId, label: t('works.whose-mine') },
          ...standingIn.map((person) => ({
            value: person.staffId,
            label: t('works.whose-theirs', { name: person.displayName }),
          })),
        ]}
        onChange={put}
      />
    </div>
  );
}
