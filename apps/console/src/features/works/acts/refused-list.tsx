import { Band } from '@opis/ui';
import { useText } from '../../../parts/text.tsx';
import type { Refused } from './use-case-act.ts';

/** Of many, those that were not done and why; the rest is done and stays done. */
export function RefusedList({ refused }: { refused: readonly Refused[] }) {
  const t = useText();
  if (refused.length === 0) return null;
  return (
    <div role="alert">
      <Band tone="warn" icon="warning">
        <p className="strong">{t('act.refused', { count: refused.length })}</p>
        <ul className="refused">
          {refused.map(({ row, detail }) => (
            <li key={row.id}>
              <b className="strong">{row.registrationNumber}</b>: {detail}
            </li>
          ))}
        </ul>
      </Band>
    </div>
  );
}
