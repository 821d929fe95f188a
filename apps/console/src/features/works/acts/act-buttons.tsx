import type { CaseFileAction, CaseFileRow } from '@opis/contracts';
import { Button } from '@opis/ui';
import { ownKeyOf } from '../../../parts/own-keys.ts';
import { usePreferences } from '../../../parts/preferences.ts';
import { useText } from '../../../parts/text.tsx';
import { actsOn } from './case-acts.ts';

type ActButtonsProps = {
  rows: readonly CaseFileRow[];
  onAct: (action: CaseFileAction) => void;
  size?: 'small' | 'normal';
  /** The one that is done most, where the region has no other primary button. */
  primary?: CaseFileAction | undefined;
  /** Words and key alone, where there is little room. */
  bare?: boolean;
  /** Acts that have their own place on this page. */
  without?: readonly CaseFileAction[];
};

/** Exactly the acts that the server returned with the file, each with its key. */
export function ActButtons({
  rows,
  onAct,
  size = 'normal',
  primary,
  without = [],
  bare = false,
}: ActButtonsProps) {
  const t = useText();
  const { ownKeys } = usePreferences();
  return actsOn(rows)
    .filter(({ action }) => !without.includes(action))
    .map(({ action, icon, key }) => (
      <Button
        key={action}
        size={size}
        {...(!bare && { icon })}
        kind={action === primary ? 'primary' : 'secondary'}
        {...(key && { keyHint: ownKeyOf(key.toLowerCase(), ownKeys).toUpperCase() })}
        onClick={() => onAct(action)}
      >
        {t(`act.${action}`)}
      </Button>
    ));
}
