import type { CasePaper } from '@opis/contracts';
import { useText } from '../../parts/text.tsx';

/** „Hârtia este la…”: whose hand has it, or between which hands it is. */
export function PaperPlace({ paper: { holder, onItsWay } }: { paper: CasePaper }) {
  const t = useText();
  const name = holder?.person?.name ?? holder?.unit?.name ?? t('papers.registry');
  return (
    <span className="second">
      {onItsWay
        ? t('papers.on-its-way', {
            by: onItsWay.by,
            to: onItsWay.toPerson?.name ?? onItsWay.toUnit?.name ?? '',
          })
        : t('papers.is-at', { name })}
    </span>
  );
}
