import { AskedKind, type CaseFileDetail, type TaskToAsk } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { NoAnswerError } from '../../api/http.ts';
import { askCaseTasks, listAskable } from '../../api/tasks.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { refreshCaseFiles } from '../works/keep-case-file.ts';
import { StageList } from './stage-list.tsx';
import {
  askableOptions,
  newStage,
  type Stage,
  type StageMistakes,
  stageMistakes,
  toSteps,
} from './stages.ts';
import { taskKeys } from './task-keys.ts';

/** What one tab of the composer asks for; an endorsement may be a legal visa or a signature. */
export type AskTab = 'opinion' | 'clarification' | 'endorsement';

const kindsOf: Readonly<Record<AskTab, readonly AskedKind[]>> = {
  opinion: ['opinion'],
  clarification: ['clarification'],
  endorsement: ['endorsement', 'visa', 'signature'],
};

/** Asks others about the file: a circuit of stages, each of one or several, with a day by which it is to come back. */
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
  const [stages, setStages] = useState<readonly Stage[]>(() => [newStage(kindsOf[tab][0] ?? 'opinion')]);
  const [text, setText] = useState('');
  const [mistakes, setMistakes] = useState<readonly StageMistakes[]>([]);
  const asked = stages.flatMap(({ to }) => to).length;
  const asking = useAsking(file, () => {
    showToast(t('ask.sent', { count: asked, number: file.registrationNumber }));
    onSent();
  });

  const submit = () => {
    const found = stageMistakes(stages, today);
    setMistakes(found);
    if (found.some((each) => Object.keys(each).length > 0) || asking.isPending) return;
    asking.mutate(toSteps(stages, { today, text }));
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
      <StageList
        stages={stages}
        mistakes={mistakes}
        kinds={stages.length > 1 ? AskedKind.options : kindsOf[tab]}
        options={askable ? askableOptions(askable) : []}
        onChange={(next) => {
          setStages(next);
          setMistakes([]);
        }}
      />
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
