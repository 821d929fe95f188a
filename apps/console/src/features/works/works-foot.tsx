import type { CaseFileRow } from '@opis/contracts';
import { Kbd } from '@opis/ui';
import { KeyHint } from '../../parts/key-hint.tsx';
import { useText } from '../../parts/text.tsx';
import { actsOn } from './acts/case-acts.ts';

/** The keys that work now, on the row under the hands. */
export function WorksFoot({ rows }: { rows: readonly CaseFileRow[] }) {
  const t = useText();
  return (
    <div className="works-foot" aria-hidden="true">
      <span className="line">
        <KeyHint of="j" />
        <KeyHint of="k" /> {t('works.key-move')}
      </span>
      <span className="line">
        <Kbd>Enter</Kbd> {t('works.key-open')}
      </span>
      <span className="line">
        <KeyHint of="x" /> {t('works.key-choose')}
      </span>
      {actsOn(rows).map(
        ({ action, key }) =>
          key && (
            <span className="line" key={action}>
              <KeyHint of={key.toLowerCase()} /> {t(`works.key-${toKeyed(action)}`)}
            </span>
          ),
      )}
    </div>
  );
}

const keyed = ['take', 'assign', 'note', 'forward', 'return', 'close'] as const;
type Keyed = (typeof keyed)[number];

function toKeyed(action: ReturnType<typeof actsOn>[number]['action']): Keyed {
  return keyed.find((one) => one === action) ?? 'note';
}
