import type { ReorganisationPreview } from '@opis/contracts';
import { Band, Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { previewReorganisation, reorganise } from '../../api/administration.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { showDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import { depthsOf } from './unit-depths.ts';
import { type Plan, useForgetHouse } from './use-organisation.ts';

type ReorganiseDialogProps = { unit: Plan['units'][number]; plan: Plan; onClose: () => void };

/** Closes a unit and hands what it has to another: first what moves is seen, then it is done in one act. */
export function ReorganiseDialog({ unit, plan, onClose }: ReorganiseDialogProps) {
  const t = useText();
  const today = useToday();
  const forget = useForgetHouse();
  const [successor, setSuccessor] = useState<string | null>(null);
  const [day, setDay] = useState(showDate(today));
  const [requestId] = useState(() => crypto.randomUUID());
  const closedOn = readTypedDate(day, today, 'future');
  const asked = { unit: unit.code, successor: successor ?? '', closedOn: closedOn ?? '' };
  const looking = useMutation({ mutationFn: () => previewReorganisation(asked) });
  const doing = useMutation({
    mutationFn: () => reorganise({ ...asked, requestId }),
    onSuccess: async ({ handedOver, on }) => {
      await forget();
      showToast(
        on > today
          ? t('admin.reorganised-later', { date: showDate(on) })
          : t('admin.reorganised', { count: handedOver }),
      );
      onClose();
    },
  });
  const complete = successor !== null && closedOn !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete || looking.isPending || doing.isPending) return;
    if (!looking.data) looking.mutate();
  };
  const act = () => {
    if (complete && !doing.isPending) doing.mutate();
  };
  const depths = depthsOf(plan.units);
  const options = plan.units
    .filter((each) => each.closedOn === null && each.code !== unit.code)
    .map((each) => ({
      id: each.code,
      label: each.name,
      aside: each.code,
      depth: depths.get(each.code) ?? 0,
    }));
  const failure = doing.error ?? looking.error;
  return (
    <Dialog title={t('admin.reorganise-title', { unit: unit.name })} onClose={onClose}>
      <p className="second">{t('admin.reorganise-body')}</p>
      <form className="act-form" noValidate onSubmit={submit}>
        {failure && <FailureBand error={failure} />}
        <Field id="successor" label={t('admin.successor')}>
          {(control) => (
            <ChoiceField
              first
              control={control}
              label={t('admin.successor')}
              options={options}
              value={successor}
              onChange={(code) => {
                looking.reset();
                setSuccessor(code);
              }}
            />
          )}
        </Field>
        <Field id="closed-on" label={t('admin.from-day')} hint={t('admin.from-day-hint')}>
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              value={day}
              onChange={(event) => {
                looking.reset();
                setDay(event.target.value);
              }}
            />
          )}
        </Field>
        {looking.data && <Preview preview={looking.data} />}
        <div className="dialog-actions">
          {/* Two buttons, so that an Enter meant for the first is never the second's. */}
          {looking.data ? (
            <Button key="do" kind="primary" aria-disabled={doing.isPending} onClick={act}>
              {t(doing.isPending ? 'admin.reorganising' : 'admin.reorganise-do')}
            </Button>
          ) : (
            <Button key="see" kind="primary" type="submit" aria-disabled={!complete}>
              {t('admin.see-what-moves')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Preview({ preview }: { preview: ReorganisationPreview }) {
  const t = useText();
  const { openFiles, people, units, categories, nomenclature, roles } = preview;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="admin-preview" aria-live="polite" aria-labelledby="moves">
      <h3 id="moves" ref={heading} tabIndex={-1}>
        {t('admin.what-moves')}
      </h3>
      <ul>
        <li>{t('admin.moves-files', { count: openFiles })}</li>
        <li>{t('admin.moves-people', { count: people })}</li>
        <li>{t('admin.moves-units', { count: units })}</li>
        <li>{t('admin.moves-categories', { count: categories })}</li>
        <li>{t('admin.moves-nomenclature', { count: nomenclature })}</li>
        <li>{t('admin.moves-roles', { count: roles.follow })}</li>
      </ul>
      {roles.decide > 0 && (
        <Band tone="warn" icon="warning">
          {t('admin.roles-to-decide', { count: roles.decide })}
        </Band>
      )}
    </section>
  );
}
