import { StatePanel } from '@opis/ui';
import { useState } from 'react';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useInstitution } from '../../parts/use-institution.ts';
import { AbsenceDialog } from '../substitutions/absence-dialog.tsx';
import { SubstitutionList } from '../substitutions/substitution-list.tsx';
import '../substitutions/substitutions.css';
import { useSubstitutions } from '../substitutions/use-substitutions.ts';
import { AdminSection } from './admin-section.tsx';

/** Everybody who is away or will be, and who stands in: for whoever keeps the organisation. */
export function AdminAbsencesPage() {
  const t = useText();
  const { data, error, refetch } = useSubstitutions('team');
  // The form begins with today by the server's clock, which must be known by then.
  const clockKnown = useInstitution() !== undefined;
  const [declaring, setDeclaring] = useState(false);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <AdminSection
      id="absences"
      title={t('admin.tab.absences')}
      body={t('admin.absences-body')}
      act={{ label: t('absence.declare-for'), icon: 'calendar', onPress: () => setDeclaring(true) }}
    >
      {data.items.length === 0 ? (
        <StatePanel title={t('admin.no-absences')}>
          <p>{t('admin.no-absences-body')}</p>
        </StatePanel>
      ) : (
        <div className="sheet admin-absences">
          <SubstitutionList items={data.items} />
        </div>
      )}
      {declaring && clockKnown && <AbsenceDialog whose="team" onClose={() => setDeclaring(false)} />}
    </AdminSection>
  );
}
