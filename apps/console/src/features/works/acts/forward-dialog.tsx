import { Field } from '@opis/ui';
import { useState } from 'react';
import { ChoiceField } from '../../../parts/choice-field.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { useText } from '../../../parts/text.tsx';
import { ResolutionField } from '../../assign/resolution-field.tsx';
import { useAssignees } from '../../assign/use-assignees.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** F: to another unit, whose head hands it on. Column 8 of the book follows. */
export function ForwardDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const { units } = useAssignees(rows[0]);
  const { act, ...state } = useCaseAct(rows);
  const [unit, setUnit] = useState<string | null>(null);
  const [resolution, setResolution] = useState('');
  const [missing, setMissing] = useState(false);
  const name = units.find((one) => one.code === unit)?.name ?? '';
  const kept = units.filter(({ barred }) => barred !== null);
  const error = missing ? t('forward.missing') : undefined;
  const submit = async () => {
    setMissing(unit === null);
    if (unit === null) return;
    const result = await act('assign', { to: { unit }, resolution });
    if (result) onDone(result, name);
  };
  return (
    <Dialog
      title={
        rows.length === 1
          ? t('forward.title', { number: rows[0]?.registrationNumber ?? '' })
          : t('forward.title-many', { count: rows.length })
      }
      onClose={onClose}
    >
      <CaseActForm
        state={state}
        errors={error ? [{ target: 'act-to', text: error }] : []}
        submitLabel={t('forward.submit')}
        mine={t('where.with', { name })}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <Field id="act-to" label={t('forward.unit')} error={error}>
          {(control) => (
            <ChoiceField
              control={control}
              first
              label={t('forward.unit')}
              options={units
                .filter(({ current, barred }) => !current && barred === null)
                .map(({ code, name: label, depth }) => ({ id: code, label, depth }))}
              value={unit}
              onChange={setUnit}
            />
          )}
        </Field>
        {kept.length > 0 && (
          <p className="meta">
            {t('forward.barred', { names: kept.map(({ shortName }) => shortName).join(', ') })}
          </p>
        )}
        <ResolutionField id="act-resolution" value={resolution} onChange={setResolution} />
      </CaseActForm>
    </Dialog>
  );
}
