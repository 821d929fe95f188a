import type { OpenWork, WorkHandedOver } from '@opis/contracts';
import { Band, Button, Field } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { handOverWork, readOpenWork } from '../../api/administration.ts';
import { NoAnswerError } from '../../api/http.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { showDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import type { Plan } from './use-organisation.ts';

type Person = Plan['staff'][number];

/** What a person has open, all of it handed over in one act when they go. */
export function OpenWorkSection({ person, plan }: { person: Person; plan: Plan }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['open-work', person.code],
    queryFn: ({ signal }) => readOpenWork(person.code, signal),
  });
  if (!data) return null;
  const { files, tasks, standIns } = data;
  const nothing = files.length + tasks.length + standIns.length === 0;
  return (
    <section className="open-work" aria-labelledby="open-work-title">
      <h3 id="open-work-title">{t('open-work.title')}</h3>
      {nothing ? <p className="second">{t('open-work.nothing')}</p> : <Lists work={data} />}
      <HandOver key={person.code} person={person} plan={plan} nothing={nothing} />
    </section>
  );
}

/** Numbers and days only: whoever administers reads no file. */
function Lists({ work: { files, tasks, standIns } }: { work: OpenWork }) {
  const t = useText();
  return (
    <>
      {files.length > 0 && (
        <details>
          <summary>{t('open-work.files', { count: files.length })}</summary>
          <ul className="open-work-list">
            {files.map(({ id, registrationNumber, unit }) => (
              <li key={id}>
                <span className="number">{registrationNumber}</span> <span className="meta">{unit}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {tasks.length > 0 && (
        <details>
          <summary>{t('open-work.tasks', { count: tasks.length })}</summary>
          <ul className="open-work-list">
            {tasks.map(({ id, registrationNumber, kind, dueOn }) => (
              <li key={id}>
                <span className="number">{registrationNumber}</span>{' '}
                <span className="meta">
                  {t(`task.kind.${kind}`)}
                  {dueOn && <>, {t('happened-task.until', { day: showDate(dueOn) })}</>}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {standIns.length > 0 && (
        <details>
          <summary>{t('open-work.stand-ins', { count: standIns.length })}</summary>
          <ul className="open-work-list">
            {standIns.map(({ id, absent, firstDay, lastDay }) => (
              <li key={id}>
                {absent}{' '}
                <span className="meta">
                  {showDate(firstDay)}–{showDate(lastDay)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function HandOver({ person, plan, nothing }: { person: Person; plan: Plan; nothing: boolean }) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [to, setTo] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [done, setDone] = useState<WorkHandedOver | null>(null);
  const handing = useMutation({
    mutationFn: (successor: string) =>
      handOverWork(person.code, { requestId: requestId.current, to: successor }),
    onSuccess: (outcome) => {
      requestId.current = crypto.randomUUID();
      setDone(outcome);
      void queries.invalidateQueries({ queryKey: ['open-work'] });
    },
    onError: (error) => {
      if (!(error instanceof NoAnswerError)) requestId.current = crypto.randomUUID();
    },
  });
  const submit = () => {
    setMissing(to === null);
    if (to !== null && !handing.isPending) handing.mutate(to);
  };
  const others = plan.staff.filter(({ code, activeTo }) => code !== person.code && !activeTo);
  return (
    <>
      {handing.error !== null && <FailureBand error={handing.error} />}
      {done && <Outcome done={done} />}
      {!nothing && (
        <div className="open-work-act">
          <Field
            id="open-work-to"
            label={t('open-work.to')}
            hint={t('open-work.hint')}
            error={missing ? t('open-work.to-missing') : undefined}
          >
            {(control) => (
              <ChoiceField
                control={control}
                label={t('open-work.to')}
                options={others.map(({ code, givenName, familyName, title }) => ({
                  id: code,
                  label: `${givenName} ${familyName}`,
                  aside: title,
                }))}
                value={to}
                onChange={setTo}
              />
            )}
          </Field>
          <Button icon="dispatched" aria-disabled={handing.isPending} onClick={submit}>
            {t('open-work.hand-over')}
          </Button>
        </div>
      )}
    </>
  );
}

function Outcome({ done }: { done: WorkHandedOver }) {
  const t = useText();
  return (
    <div role="status">
      <Band tone={done.left.length > 0 ? 'warn' : 'note'} icon={done.left.length > 0 ? 'warning' : 'check'}>
        <p>{t('open-work.done', { files: done.files, tasks: done.tasks, standIns: done.standIns })}</p>
        {done.left.length > 0 && (
          <ul>
            {done.left.map(({ what, reason }) => (
              <li key={what}>
                {what}: {reason}
              </li>
            ))}
          </ul>
        )}
      </Band>
    </div>
  );
}
