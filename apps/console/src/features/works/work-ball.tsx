import type { CasePerson, CaseUnit } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import { initialsOf, shortName } from './short-name.ts';

type Holder = { mine: boolean; handler: CasePerson | null; unit: CaseUnit | null };

/** Who has it: a circle is a person, a building a unit. */
export function WorkBall({ mine, handler, unit }: Holder) {
  const t = useText();
  if (handler) {
    return (
      <span className="work-ball" title={handler.name}>
        <span className={mine ? 'avatar' : 'avatar is-other'} aria-hidden="true">
          {initialsOf(handler.name)}
        </span>
        <span className="ellipsis">{mine ? t('works.with-me') : shortName(handler.name)}</span>
      </span>
    );
  }
  return (
    <span className="work-ball is-nobody" title={unit?.name}>
      <Icon name={unit ? 'legal' : 'assigned'} />
      <span className="ellipsis">{unit ? unit.shortName : t('works.with-nobody')}</span>
    </span>
  );
}
