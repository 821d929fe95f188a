import type { RuleDoubt } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import './unverified.css';

/** The badge of what no lawyer has checked. */
export function UnverifiedTag({ doubts }: { doubts: readonly RuleDoubt[] }) {
  const t = useText();
  if (doubts.length === 0) return null;
  return (
    <Tag tone="warn" icon="law">
      {t('unverified')}
    </Tag>
  );
}

/** The same with what is in doubt. */
export function UnverifiedNote({ doubts }: { doubts: readonly RuleDoubt[] }) {
  const t = useText();
  if (doubts.length === 0) return null;
  const what = doubts.map((doubt) => t(`unverified.${doubt}`)).join(', ');
  return (
    <p className="deadline-unverified">
      <Icon name="law" />
      {t('unverified.why', { what })}
    </p>
  );
}
