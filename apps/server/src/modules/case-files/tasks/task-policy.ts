import type { Permission, TaskAction, TaskKind } from '@opis/contracts';
import { type Capacities, holds, type Rights, rightsWithout } from '../../identity/index.ts';
import type { CaseFileFacts } from '../case-file.ts';
import { caseFileActions } from '../case-file-policy.ts';
import type { Task } from './task.ts';

/** Who of a unit that was asked may answer for it: of an endorsement and a signature, whoever leads it. */
export const answeringPermissions: Readonly<Record<TaskKind, readonly Permission[]>> = {
  opinion: ['case.work', 'case.assign'],
  clarification: ['case.work', 'case.assign'],
  'hand-over': ['case.work', 'case.assign', 'case.route'],
  endorsement: ['case.endorse'],
  signature: ['case.endorse'],
  visa: ['case.visa', 'case.endorse'],
};

export type TaskFacts = Pick<Task, 'kind' | 'status' | 'toUnitId' | 'toPersonId' | 'askedBy' | 'required'>;
export type Asker = Capacities & { readonly accountId: string };

/**
 * What the actor may do to the task now; the server checks the same list that the console draws. Whom the file complains
 * of answers nothing about it, in whosever name (PET-11). The paper is received by scanning its label.
 */
export function taskActions(actor: Asker, task: TaskFacts, file: CaseFileFacts): TaskAction[] {
  if (!file.reader || !isPending(task)) return [];
  const answers = task.status === 'open' && isAsked(actor, task, file);
  const asked = task.askedBy === actor.accountId || caseFileActions(actor, file).includes('ask');
  if (task.kind === 'hand-over') return [...given(answers, 'receive'), ...given(asked, 'withdraw', 'remind')];
  return [
    ...given(answers, 'answer', 'return'),
    ...given(asked && !task.required, 'withdraw'),
    ...given(asked && task.status === 'open', 'remind'),
  ];
}

/** True for whoever was asked: the person, or of the unit whoever may answer for it. */
export function isAsked(actor: Asker, task: TaskFacts, file: CaseFileFacts): boolean {
  const rights = rightsWithout(actor, file.barred);
  // A confidential register names people: nobody answers there in another's place.
  if (file.sealed) return task.toPersonId === actor.staffId;
  if (task.toPersonId !== null) return rights.principals.includes(task.toPersonId);
  return answersFor(rights, task);
}

const answersFor = (rights: Rights, { toUnitId, kind }: TaskFacts) =>
  toUnitId !== null &&
  rights.principals.includes(toUnitId) &&
  answeringPermissions[kind].some((permission) => holds(rights, permission, toUnitId));

const isPending = ({ status }: TaskFacts) => status === 'waiting' || status === 'open';

const given = (held: boolean, ...actions: TaskAction[]) => (held ? actions : []);
