import type { CaseFileDetail, CaseTask } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listCaseTasks, remindTask } from '../../api/tasks.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { refreshCaseFiles } from '../works/keep-case-file.ts';
import { taskKeys } from './task-keys.ts';
import { TaskDue } from './task-list.tsx';
import { askedName, taskIcons } from './task-words.ts';
import './awaited-tasks.css';
import { useTaskAct } from './use-task-act.ts';

/** What is still awaited from others about the file, with a reminder and a way to ask it no more. */
export function AwaitedTasks({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: taskKeys.ofFile(file.id),
    queryFn: ({ signal }) => listCaseTasks(file.id, signal),
    staleTime: 10_000,
    enabled: file.readable,
  });
  const awaited = data?.items.filter(
    ({ status, kind }) => (status === 'open' || status === 'waiting') && kind !== 'hand-over',
  );
  if (!awaited || awaited.length === 0) return null;
  return (
    <section className="awaited" aria-labelledby="awaited-head">
      <h2 className="awaited-head" id="awaited-head">
        {t('awaited.title', { count: awaited.length })}
      </h2>
      <ul>
        {awaited.map((task) => (
          <AwaitedTask key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function AwaitedTask({ task }: { task: CaseTask }) {
  const t = useText();
  const queries = useQueryClient();
  const say = useFailureText();
  const [busy, setBusy] = useState(false);
  const { act, pending } = useTaskAct([task]);
  const remind = async () => {
    setBusy(true);
    try {
      await remindTask(task.id, crypto.randomUUID());
      showToast(t('awaited.reminded', { name: askedName(task) }));
      refreshCaseFiles(queries);
    } catch (error) {
      showToast(say(error), { failed: true });
    } finally {
      setBusy(false);
    }
  };
  const withdraw = async () => {
    const done = await act('withdraw', {});
    if (done.length > 0) showToast(t('awaited.withdrawn', { name: askedName(task) }));
  };
  return (
    <li className={`awaited-task is-${task.status}`}>
      <Icon name={taskIcons[task.kind]} />
      <span className="awaited-words">
        <span>
          {t(`task.kind.${task.kind}`)}: <b>{askedName(task)}</b>
          {task.status === 'waiting' && <span className="meta"> ({t('task.status.waiting')})</span>}
        </span>
        <TaskDue task={task} />
      </span>
      {task.actions.includes('answer') && (
        <Link className="link-button" to={screenOf(task)}>
          {t('tasks.answer')}
        </Link>
      )}
      {task.actions.includes('remind') && (
        <Button size="small" kind="quiet" aria-disabled={busy} onClick={() => void remind()}>
          {t('awaited.remind')}
        </Button>
      )}
      {task.actions.includes('withdraw') && (
        <Button size="small" kind="quiet" aria-disabled={pending} onClick={() => void withdraw()}>
          {t('awaited.withdraw')}
        </Button>
      )}
    </li>
  );
}

function screenOf({ kind }: CaseTask): '/de-avizat' | '/de-semnat' | '/de-clarificat' {
  if (kind === 'signature') return '/de-semnat';
  return kind === 'endorsement' || kind === 'visa' ? '/de-avizat' : '/de-clarificat';
}
