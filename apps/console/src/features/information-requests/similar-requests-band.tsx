import type { InformationRequest, SimilarInformationRequest } from '@opis/contracts';
import { Band, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listSimilarRequests } from '../../api/information-requests.ts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { informationKeys } from './use-information-act.ts';

/** Perhaps the question was answered before: found by its words, judged by whoever answers. Silent when nothing is like it. */
export function SimilarRequestsBand({ request }: { request: InformationRequest }) {
  const t = useText();
  const isOpenQuestion = request.complaint === null && request.result === null && !request.closed;
  const { data } = useQuery({
    queryKey: informationKeys.similar(request.id, request.version),
    queryFn: ({ signal }) => listSimilarRequests(request.id, signal),
    enabled: isOpenQuestion,
  });
  if (!isOpenQuestion || !data || data.items.length === 0) return null;
  return (
    <Band tone="note" icon="linked">
      <p>{t('info.similar', { count: data.items.length })}</p>
      <ul className="info-similar">
        {data.items.map((similar) => (
          <SimilarLine key={similar.id} similar={similar} />
        ))}
      </ul>
    </Band>
  );
}

function SimilarLine({ similar }: { similar: SimilarInformationRequest }) {
  const t = useText();
  const { id, registrationNumber, information, likeness, result, resultOn, published } = similar;
  const standing =
    result && resultOn
      ? t('info.similar.answered', { result: t(`info.result.${result}`), day: showDate(resultOn) })
      : t('info.similar.open');
  return (
    <li>
      <Link className="number" to="/lucrari/$id" params={{ id }} search={{ fila: 'date' }} preload={false}>
        {registrationNumber}
      </Link>{' '}
      {information}{' '}
      <span className="second">
        {t('info.similar.likeness', { likeness })} · {standing}
      </span>{' '}
      {published && <Tag tone="ok">{t('info.similar.published')}</Tag>}
    </li>
  );
}
