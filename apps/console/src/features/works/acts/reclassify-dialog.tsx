import { Field } from '@opis/ui';
import { useState } from 'react';
import { ChoiceField } from '../../../parts/choice-field.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { useText } from '../../../parts/text.tsx';
import { useProcedures } from '../../procedures/use-procedures.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { useCaseAct } from './use-case-act.ts';

/** Another procedure for the file: number and date stay, its terms are counted anew from the registration. */
export function ReclassifyDialog({ rows, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const [row] = rows;
  const { act, ...state } = useCaseAct(rows);
  const procedures = useProcedures().filter(
    ({ active, code, version }) =>
      active && !(code === row?.procedure.code && version === row.procedure.version),
  );
  const [procedure, setProcedure] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<{ procedure?: string; reason?: string }>({});
  const name = procedures.find(({ code }) => code === procedure)?.name ?? '';
  const submit = async () => {
    const wrong = {
      ...(procedure === null && { procedure: t('reclassify.missing-procedure') }),
      ...(reason.trim().length < 3 && { reason: t('reclassify.missing-reason') }),
    };
    setMissing(wrong);
    if (procedure === null || Object.keys(wrong).length > 0) return;
    const result = await act('procedure', { procedure, reason });
    if (result) onDone(result, name);
  };
  return (
    <Dialog title={t('reclassify.title', { number: row?.registrationNumber ?? '' })} onClose={onClose}>
      <CaseActForm
        state={state}
        errors={Object.entries(missing).map(([path, text]) => ({ target: `act-${path}`, text }))}
        submitLabel={t('reclassify.submit')}
        mine={name}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <p>{t('reclassify.now', { name: row?.procedure.name ?? '' })}</p>
        <Field
          id="act-procedure"
          label={t('reclassify.procedure')}
          hint={t('reclassify.hint')}
          error={missing.procedure}
        >
          {(control) => (
            <ChoiceField
              control={control}
              first
              label={t('reclassify.procedure')}
              options={procedures.map((one) => ({
                id: one.code,
                label: one.name,
                ...(one.legalBasis !== undefined && { aside: one.legalBasis }),
              }))}
              value={procedure}
              onChange={setProcedure}
            />
          )}
        </Field>
        <Field id="act-reason" label={t('reclassify.reason')} error={missing.reason}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={2}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </CaseActForm>
    </Dialog>
  );
}
