import { Button } from '@opis/ui';
import { useState } from 'react';
import { FailureState } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useInstitution } from '../../parts/use-institution.ts';
import { AbsenceDialog } from './absence-dialog.tsx';
import { SubstitutionList } from './substitution-list.tsx';
import './substitutions.css';
import { useSubstitutions } from './use-substitutions.ts';

/** In the profile: when this person is away and who stands in, and for whom they stand in. */
export function MySubstitutions() {
  const t = useText();
  return (
    <Substitutions
      whose="mine"
      id="inlocuiri"
      words={{
        title: t('substitution.mine-title'),
        body: t('substitution.mine-body'),
        empty: t('substitution.mine-empty'),
        declare: t('absence.declare'),
      }}
    />
  );
}

/** For a head or an administrator: who of their people is away, and who stands in. */
export function TeamSubstitutions() {
  const t = useText();
  const { permissions } = useSession();
  const leads = permissions.includes('substitution.declare') || permissions.includes('organisation.manage');
  if (!leads) return null;
  return (
    <Substitutions
      whose="team"
      id="absente"
      words={{
        title: t('substitution.team-title'),
        body: t('substitution.team-body'),
        empty: t('substitution.team-empty'),
        declare: t('absence.declare-for'),
      }}
    />
  );
}

type SubstitutionsProps = {
  whose: 'mine' | 'team';
  id: string;
  words: { title: string; body: string; empty: string; declare: string };
};

function Substitutions({ whose, id, words }: SubstitutionsProps) {
  const { data, error, refetch } = useSubstitutions(whose);
  // The form begins with today by the server's clock, which must be known by then.
  const clockKnown = useInstitution() !== undefined;
  const [declaring, setDeclaring] = useState(false);
  return (
    <section className="sheet profile-sheet" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p className="second">{words.body}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && data.items.length === 0 && <p className="substitutions-empty">{words.empty}</p>}
      {data && data.items.length > 0 && <SubstitutionList items={data.items} />}
      <Button icon="calendar" onClick={() => setDeclaring(true)}>
        {words.declare}
      </Button>
      {declaring && clockKnown && <AbsenceDialog whose={whose} onClose={() => setDeclaring(false)} />}
    </section>
  );
}
