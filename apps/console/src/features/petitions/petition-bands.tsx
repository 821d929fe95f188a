import type { CaseFileDetail, PetitionView } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readPetition } from '../../api/petitions.ts';
import { showDate, showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { DecisionBands } from './decision-bands.tsx';
import { type PetitionAct, PetitionDialog } from './petition-dialog.tsx';
import { petitionKeys } from './petition-keys.ts';
import './petitions.css';
import { SimilarPetitionsBand } from './similar-petitions-band.tsx';

/** What the law of petitions says of a file, and what it asks of whoever has it. */
export function PetitionBands({ file }: { file: CaseFileDetail }) {
  const { data } = useQuery({
    queryKey: petitionKeys.one(file.id, file.version),
    queryFn: ({ signal }) => readPetition(file.id, signal),
    enabled: file.readable && file.direction === 'in',
    retry: false,
  });
  return data ? <Bands file={file} petition={data} /> : null;
}

function Bands({ file, petition }: { file: CaseFileDetail; petition: PetitionView }) {
  const t = useText();
  const queries = useQueryClient();
  const [act, setAct] = useState<PetitionAct>();
  const done = () => {
    setAct(undefined);
    void queries.invalidateQueries({ queryKey: petitionKeys.all });
    void queries.invalidateQueries({ queryKey: ['case-files'] });
    void queries.invalidateQueries({ queryKey: ['letters'] });
  };
  const may = (action: PetitionView['actions'][number]) => petition.actions.includes(action);
  return (
    <div className="petition-bands">
      {petition.anonymous && (
        <Band tone="warn" icon="warning">
          <p>{t(`petition.anonymous.${petition.anonymous}`)}</p>
          {may('close-anonymous') && (
            <Button kind="primary" onClick={() => setAct({ kind: 'anonymous', found: true })}>
              {t('petition.decide-anonymous')}
            </Button>
          )}
        </Band>
      )}
      <DecisionBands petition={petition} onAct={setAct} />
      {(may('join') || may('close-repeat')) && (
        <SimilarPetitionsBand file={file} petition={petition} onAct={setAct} />
      )}
      <Acts petition={petition} onAct={setAct} />
      <Mentions petition={petition} />
      {act && (
        <PetitionDialog
          act={act}
          file={file}
          petition={petition}
          onDone={done}
          onClose={() => setAct(undefined)}
        />
      )}
    </div>
  );
}

type ActsProps = { petition: PetitionView; onAct: (act: PetitionAct) => void };

function Acts({ petition, onAct }: ActsProps) {
  const t = useText();
  const { actions, anonymous, triage } = petition;
  const acts: readonly { shown: boolean; act: PetitionAct; label: string }[] = [
    { shown: actions.includes('redirect'), act: { kind: 'redirect' }, label: t('redirect.act') },
    { shown: actions.includes('extend'), act: { kind: 'extend' }, label: t('extend.act') },
    {
      shown: actions.includes('close-anonymous') && anonymous === null,
      act: { kind: 'anonymous', found: false },
      label: t('petition.found-false-act'),
    },
    {
      shown: actions.includes('triage'),
      act: { kind: 'triage' },
      label: t(triage ? 'petition.recognise' : 'triage.title'),
    },
  ];
  const shown = acts.filter((one) => one.shown);
  if (shown.length === 0 && !triage) return null;
  return (
    <div className="petition-acts">
      {shown.map(({ act, label }) => (
        <Button key={act.kind} size="small" onClick={() => onAct(act)}>
          {label}
        </Button>
      ))}
      {triage && (
        <span className="second">
          {t('petition.triaged', {
            decision: t(`triage.decision.${triage.decision}`),
            by: triage.by,
            on: showInstant(triage.at),
          })}{' '}
          {triage.reason}
        </span>
      )}
    </div>
  );
}

/** What was joined here, what repeated this one, and the first one when this is of another. */
function Mentions({ petition: { mentions, first, movedFrom } }: { petition: PetitionView }) {
  const t = useText();
  if (mentions.length === 0 && !first && !movedFrom) return null;
  return (
    <ul className="petition-list">
      {movedFrom && (
        <li>
          {t('sealed.from', {
            number: movedFrom.registrationNumber,
            by: movedFrom.by,
            on: showDate(movedFrom.at.slice(0, 10)),
            reason: movedFrom.reason,
          })}
        </li>
      )}
      {first && (
        <li>
          <Link to="/lucrari/$id" params={{ id: first.id }}>
            {t(`mention.first.${first.kind}`, { number: first.registrationNumber })}
          </Link>
        </li>
      )}
      {mentions.map(({ id, kind, registrationNumber, reason }) => (
        <li key={id}>
          <Link to="/lucrari/$id" params={{ id }}>
            {t(`mention.${kind}`, { number: registrationNumber, reason })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
