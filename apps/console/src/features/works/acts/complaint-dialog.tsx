import type { CaseFileDetail } from '@opis/contracts';
import { Field } from '@opis/ui';
import { useState } from 'react';
import { ChoiceField, type ChoiceOption } from '../../../parts/choice-field.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { useUnits } from '../../../parts/reference-lists.ts';
import { useText } from '../../../parts/text.tsx';
import { useColleagues } from '../../substitutions/use-substitutions.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** Whom the petition is about: neither they nor anyone under them may have it (OG 27/2002 art. 11). */
export function ComplaintDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { act, ...state } = useCaseAct(rows);
  const [row] = rows;
  const before = row && 'complaint' in row ? (row as CaseFileDetail).complaint : null;
  const [person, setPerson] = useState<string | null>(before?.person?.id ?? null);
  const [unit, setUnit] = useState<string | null>(before?.unit?.code ?? null);
  const people = useComplainable();
  const units = useUnits();
  const name =
    people.find(({ id }) => id === person)?.label ?? units.find(({ code }) => code === unit)?.name ?? '';
  const submit = async () => {
    const result = await act('complaint', { person, unit });
    if (result) onDone(result, name);
  };
  return (
    <Dialog title={t('complaint.title', { number: row?.registrationNumber ?? '' })} onClose={onClose}>
      <CaseActForm
        state={state}
        errors={[]}
        submitLabel={t('complaint.submit')}
        mine={name}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <p>{t('complaint.body')}</p>
        <Field id="act-person" label={t('complaint.person')} optional={t('optional')}>
          {(control) => (
            <ChoiceField
              control={control}
              first
              label={t('complaint.person')}
              options={people}
              value={person}
              onChange={setPerson}
            />
          )}
        </Field>
        <Field id="act-unit" label={t('complaint.unit')} optional={t('optional')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('complaint.unit')}
              options={units.map(({ code, name: label, depth }) => ({ id: code, label, depth }))}
              value={unit}
              onChange={setUnit}
            />
          )}
        </Field>
      </CaseActForm>
    </Dialog>
  );
}

/** Everybody who works here, with where. */
export function useComplainable(): ChoiceOption[] {
  const colleagues = useColleagues().data?.items ?? [];
  return colleagues.map(({ staffId, displayName, title, unit }) => ({
    id: staffId,
    label: displayName,
    aside: unit ?? title,
  }));
}
