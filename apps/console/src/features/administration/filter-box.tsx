import { Icon } from '@opis/ui';
import { useText } from '../../parts/text.tsx';

type FilterBoxProps = { value: string; onChange: (value: string) => void; count: number };

/** Narrows a list as it is typed; how many are left is said too. */
export function FilterBox({ value, onChange, count }: FilterBoxProps) {
  const t = useText();
  return (
    <div className="admin-filter">
      <div className="input-shell">
        <Icon name="search" />
        <input
          type="search"
          aria-label={t('admin.filter')}
          placeholder={t('admin.filter')}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <span className="visually-hidden" role="status">
        {value === '' ? '' : t('admin.filter-count', { count })}
      </span>
    </div>
  );
}
