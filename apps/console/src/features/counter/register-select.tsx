import type { Register } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useText } from '../../parts/text.tsx';

type RegisterSelectProps = {
  registers: readonly Register[];
  value: string;
  onChange: (code: string) => void;
  locked: boolean;
};

/** The register that is written in; with only one there is nothing to choose. */
export function RegisterSelect({ registers, value, onChange, locked }: RegisterSelectProps) {
  const t = useText();
  const chosen = registers.find((register) => register.code === value);
  return (
    <label className={chosen?.confidential ? 'select-shell is-register is-conf' : 'select-shell is-register'}>
      <span className="visually-hidden">{t('counter.register')}</span>
      <Icon name={chosen?.confidential ? 'confidential' : 'book'} />
      <select value={value} disabled={locked} onChange={(event) => onChange(event.target.value)}>
        {registers.map((register) => (
          <option key={register.code} value={register.code}>
            {register.name}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </label>
  );
}
