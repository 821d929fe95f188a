import type { CaseFileDetail, PetitionView, SimilarPetition } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listSimilarPetitions } from '../../api/petitions.ts';
import { useText } from '../../parts/text.tsx';
import type { PetitionAct } from './petition-dialog.tsx';
import { petitionKeys } from './petition-keys.ts';

type SimilarPetitionsBandProps = {
  file: CaseFileDetail;
  petition: PetitionView;
  onAct: (act: PetitionAct) => void;
};

/** Earlier petitions that may be the same: found by the machine, joined or closed by a person. */
export function SimilarPetitionsBand({ file, petition, onAct }: SimilarPetitionsBandProps) {
  const t = useText();
  const { data } = useQuery({
    queryKey: petitionKeys.similar(file.id, file.version),
    queryFn: ({ signal }) => listSimilarPetitions(file.id, signal),
  });
  const items = (data?.items ?? []).slice(0, 5);
  if (items.length === 0) return null;
  return (
    <Band tone="note" icon="linked">
      <p>{t('similar.title', { count: data?.items.length ?? 0 })}</p>
      <ul className="petition-list">
        {items.map((item) => (
          <SimilarLine key={item.id} item={item} petition={petition} onAct={onAct} />
        ))}
      </ul>
    </Band>
  );
}

type SimilarLineProps = {
  item: SimilarPetition;
  petition: PetitionView;
  onAct: (act: PetitionAct) => void;
};

function SimilarLine({ item, petition: { actions }, onAct }: SimilarLineProps) {
  const t = useText();
  const joins = item.proposes === 'join';
  const may = actions.includes(joins ? 'join' : 'close-repeat') && !(joins && item.status === 'closed');
  return (
    <li>
      <Link to="/lucrari/$id" params={{ id: item.id }}>
        {item.registrationNumber}
      </Link>
      <span className="petition-subject">
        {item.subject}{' '}
        <span className="second">
          {t(`similar.basis.${item.basis}`, { likeness: item.likeness })} ·{' '}
          {t(joins ? 'similar.open' : 'similar.answered')}
        </span>
      </span>
      {may && (
        <Button size="small" onClick={() => onAct({ kind: joins ? 'join' : 'repeat', first: item })}>
          {t(joins ? 'similar.join' : 'similar.close')}
        </Button>
      )}
    </li>
  );
}
