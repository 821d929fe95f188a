import type { CaseFileAction, CaseFileRow } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useText } from '../../../parts/text.tsx';
import { actsOn } from './case-acts.ts';

type ActButtonsProps = {
  rows: readonly CaseFileRow[];
  onAct: (action: CaseFileAction) => void;
  size?: 'small' | 'normal';
  /** The one that is done most, where the region has no other primary button. */
  primary?: CaseFileAction | undefined;
  /** Acts that have their own place on this page. */
  without?: readonly CaseFileAction[];
};

/** Exactly the acts that the server returned with the file, each with its key. */
export function ActButtons({ rows, onAct, size = 'normal', primary, without = [] }: ActButtonsProps) {
  const t = useText();
  return actsOn(rows)
    .filter(({ action }) => !without.includes(action))
    .map(({ action, icon, key }) => (
      <Button
        key={action}
        size={size}
        icon={icon}
        kind={action === primary ? 'primary' : 'secondary'}
        {...(key && { keyHint: key })}
        onClick={() => onAct(action)}
      >
        {t(`act.${action}`)}
      </Button>
    ));
}
