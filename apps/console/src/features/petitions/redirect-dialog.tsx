import { Field } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actOnPetition, listCompetentBodies } from '../../api/petitions.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useText } from '../../parts/text.tsx';
import type { PetitionDialogProps } from './petition-dialog.tsx';
import { petitionKeys } from './petition-keys.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** Two letters from one place: to the authority that is competent, and to the petitioner. */
export function RedirectDialog({ file, petition, onDone, onClose }: PetitionDialogProps) {
  const t = useText();
  const [bodyId, setBodyId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { data } = useQuery({
    queryKey: petitionKeys.bodies,
    queryFn: ({ signal }) => listCompetentBodies(signal),
  });
  const options = (data?.items ?? []).map(({ id, name, domains }) => ({ id, label: name, aside: domains }));
  return (
    <ReasonDialog
      title={t('redirect.title')}
      reasonLabel={t('redirect.reason')}
      submitLabel={t('redirect.submit')}
      ready={() => {
        setMissing(bodyId === null);
        return bodyId !== null;
      }}
      act={async (given) => {
        if (bodyId === null) return;
        await actOnPetition(file.id, 'redirection', { ...given, version: petition.version, bodyId });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t('redirect.lead')}</p>
      {data && options.length === 0 && <p role="alert">{t('redirect.no-bodies')}</p>}
      <Field
        id="redirect-body"
        label={t('redirect.body')}
        error={missing ? t('redirect.body-missing') : undefined}
      >
        {(control) => (
          <ChoiceField
            control={control}
            label={t('redirect.body')}
            options={options}
            value={bodyId}
            onChange={setBodyId}
            first
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
