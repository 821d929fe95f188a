import type { Askable, AskedKind, CaseFileDetail, TaskToAsk } from '@opis/contracts';
import { Button, Field, Icon, IconButton, Segmented } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { NoAnswerError } from '../../api/http.ts';
import { askCaseTasks, listAskable } from '../../api/tasks.ts';
import { ChoiceField, type ChoiceOption } from '../../parts/choice-field.tsx';
import { showDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import { refreshCaseFiles } from '../works/keep-case-file.ts';
import { taskKeys } from './task-keys.ts';

/** What one tab of the composer asks for; an endorsement may be a legal visa or a signature. */
export type AskTab = 'opinion' | 'clarification' | 'endorsement';

const kindsOf: Readonly<Record<AskTab, readonly AskedKind[]>> = {
  opinion: ['opinion'],
  clarification: ['clarification'],
  endorsement: ['endorsement', 'visa', 'signature'],
};

/** Asks others about the file: one or several, at once or one after another, with a day by which it is to come back. */
export function AskComposer({
  file,
  tab,
  onSent,
}: {
  file: CaseFileDetail;
  tab: AskTab;
  onSent: () => void;
}) {
  const t = useText();
  const today = useToday();
  const askable = useQuery({
    queryKey: taskKeys.askable(file.id),
    queryFn: ({ signal }) => listAskable(file.id, signal),
    staleTime: 60_000,
  }).data;
  const options = askable ? toOptions(askable) : [];
  const [kind, setKind] = useState<AskedKind>(kindsOf[tab][0] ?? 'opinion');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [order, setOrder] = useState<'together' | 'in-turn'>('together');
  const [day, setDay] = useState('');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<{ to?: string; day?: string }>({});
  const asking = useAsking(file, () => {
    showToast(t('ask.sent', { count: chosen.length, number: file.registrationNumber }));
    onSent();
  });

  const submit = () => {
    const dueOn = day.trim() === '' ? undefined : readTypedDate(day, today, 'future');
    const missing = {
      ...(chosen.length === 0 && { to: t('ask.to-missing') }),
      ...(day.trim() === '' && tab === 'clarification' && { day: t('ask.day-missing') }),
      ...(day.trim() !== '' && dueOn === undefined && { day: t('ask.day-wrong') }),
    };
    setWrong(missing);
    if (Object.keys(missing).length > 0 || asking.isPending) return;
    const asked = chosen.map((id) => toTask(id, { kind, text, ...(dueOn && { dueOn }) }));
    asking.mutate(order === 'together' ? [asked] : asked.map((task) => [task]));
  };
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  const barred = [...(askable?.people ?? []), ...(askable?.units ?? [])].filter((one) => one.barred !== null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from any of its fields
    <div className="ask" onKeyDown={sendByKeys}>
      {asking.error !== null && <FailureBand error={asking.error} />}
      {kindsOf[tab].length > 1 && (
        <Segmented
          name="ask-kind"
          label={t('ask.kind')}
          value={kind}
          choices={kindsOf[tab].map((value) => ({ value, label: t(`task.kind.${value}`) }))}
          onChange={setKind}
        />
      )}
      <div className="ask-row">
        <Field id="ask-to" label={t('ask.to')} error={wrong.to}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('ask.to')}
              options={options.filter(({ id }) => !chosen.includes(id))}
              value={null}
              onChange={(id) => id && setChosen([...chosen, id])}
              placeholder={t('ask.to-placeholder')}
            />
          )}
        </Field>
        <Field
          id="ask-day"
          label={t(tab === 'clarification' ? 'ask.day' : 'ask.day-optional')}
          error={wrong.day}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              type="text"
              autoComplete="off"
              placeholder={t('book.day-placeholder')}
              value={day}
              onChange={(event) => setDay(event.target.value)}
              onBlur={() => {
                const read = readTypedDate(day, today, 'future');
                if (read) setDay(showDate(read));
              }}
            />
          )}
        </Field>
      </div>
      {chosen.length > 0 && (
        <ul className="ask-chosen" aria-label={t('ask.chosen')}>
          {chosen.map((id, index) => (
            <li key={id} className="chip">
              {order === 'in-turn' && chosen.length > 1 && <span className="meta">{index + 1}.</span>}
              {options.find((option) => option.id === id)?.label}
              <IconButton
                icon="close"
                label={t('ask.remove', { name: options.find((option) => option.id === id)?.label ?? '' })}
                onClick={() => setChosen(chosen.filter((each) => each !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 1 && (
        <Segmented
          name="ask-order"
          label={t('ask.order')}
          value={order}
          choices={(['together', 'in-turn'] as const).map((value) => ({ value, label: t(`ask.${value}`) }))}
          onChange={setOrder}
        />
      )}
      <textarea
        id="ask-text"
        className="input"
        rows={2}
        maxLength={2000}
        aria-label={t('ask.text')}
        placeholder={t(`ask.text-${tab}`)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {barred.length > 0 && (
        <p className="meta ask-barred">
          <Icon name="annulled" size={14} />
          {t('ask.barred', { names: barred.map(({ name }) => name).join(', ') })}
        </p>
      )}
      <div className="line">
        <span className="grow" />
        <Button keyHint="Ctrl Enter" aria-disabled={asking.isPending} onClick={submit}>
          {t(`ask.send-${tab}`)}
        </Button>
      </div>
    </div>
  );
}

function useAsking(file: CaseFileDetail, onSent: () => void) {
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: (steps: TaskToAsk[][]) =>
      askCaseTasks(file.id, { requestId: requestId.current, version: file.version, steps }),
    onSuccess: (tasks) => {
      requestId.current = crypto.randomUUID();
      queries.setQueryData(taskKeys.ofFile(file.id), tasks);
      refreshCaseFiles(queries);
      onSent();
    },
    // Without an answer it may have been asked: the same id again asks nothing twice.
    onError: (error) => {
      if (!(error instanceof NoAnswerError)) requestId.current = crypto.randomUUID();
      refreshCaseFiles(queries);
    },
  });
}

/** Units first, in the order of the tree; whoever the complaint bars is not among them. */
function toOptions({ units, people }: Askable): ChoiceOption[] {
  return [
    ...units
      .filter(({ barred }) => barred === null)
      .map(({ code, name, depth }) => ({ id: `unit ${code}`, label: name, depth })),
    ...people
      .filter(({ barred, self }) => barred === null && !self)
      .map(({ id, name, title, unit }) => ({
        id: `person ${id}`,
        label: name,
        aside: unit?.shortName ?? title,
      })),
  ];
}

function toTask(id: string, rest: Omit<TaskToAsk, 'to'>): TaskToAsk {
  const [what, which = ''] = id.split(' ');
  return { ...rest, to: what === 'unit' ? { unit: which } : { person: which } };
}
