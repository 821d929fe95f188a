import { Field } from '@opis/ui';
import { useState } from 'react';
import { actOnPetition } from '../../api/petitions.ts';
import { useText } from '../../parts/text.tsx';
import type { PetitionDialogProps } from './petition-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

/** Once, within the cap of the law; the notice to the petitioner begins with it. */
export function ExtendDialog({ file, petition, onDone, onClose }: PetitionDialogProps) {
  const t = useText();
  const cap = petition.extensionCap;
  const [typed, setTyped] = useState(String(cap));
  const [wrong, setWrong] = useState(false);
  const days = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0;
  return (
    <ReasonDialog
      title={t('extend.title')}
      submitLabel={t('extend.submit')}
      ready={() => {
        setWrong(days < 1 || days > cap);
        return days >= 1 && days <= cap;
      }}
      act={(given) => actOnPetition(file.id, 'extension', { ...given, version: petition.version, days })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t('extend.lead', { cap })}</p>
      <Field
        id="extend-days"
        label={t('extend.days')}
        error={wrong ? t('extend.days-wrong', { cap }) : undefined}
      >
        {(control) => (
          <input
            {...control}
            data-first
            className="input"
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
