import { randomUUID } from 'node:crypto';
import type { CaseTask, CaseTaskDetail, TaskPage } from '@opis/contracts';
import { expect } from 'vitest';
import { aCaseWorld, files } from './a-case-world.ts';
import type { Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

export const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
export const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

type Answer = {
  status: number;
  items: CaseTask[];
  task: CaseTaskDetail;
  code: string;
  fields: { path: string }[];
};

/** People of the legal unit, and what they ask of each other about files through the API. */
export async function aTaskWorld(database: TestDatabase) {
  const world = await aCaseWorld(database);

  /** A file that the handler works on, at version 2. */
  async function aWork() {
    const { id } = await world.register();
    const { head, handler, idOf } = world;
    expect((await world.assign(head, id, 1, { person: idOf(handler) })).status).toBe(200);
    return id;
  }

  async function post(caller: Caller, url: string, body: object): Promise<Answer> {
    const answer = await caller.request('POST', url, { requestId: randomUUID(), ...body });
    const found = answer.body as unknown as { items: CaseTask[]; code: string; fields: { path: string }[] };
    return {
      status: answer.status,
      items: found.items,
      task: answer.body as CaseTaskDetail,
      code: found.code,
      fields: found.fields,
    };
  }

  const ask = (caller: Caller, id: string, steps: object[][], more: object = {}) =>
    post(caller, `${files}/${id}/tasks`, { version: 2, steps, ...more });
  const act = (caller: Caller, task: CaseTask, verb: string, body: object) =>
    post(caller, `/api/v1/tasks/${task.id}/${verb}`, { version: task.version, ...body });
  const read = async (caller: Caller, id: string) => {
    const { status, body } = await caller.request('GET', `/api/v1/tasks/${id}`);
    return { status, task: body as CaseTaskDetail };
  };
  const queue = async (caller: Caller, name: string) =>
    ((await caller.request('GET', `/api/v1/tasks?queue=${name}&limit=200`)).body as TaskPage).items.map(
      ({ id }) => id,
    );
  const readsFile = async (caller: Caller, id: string) =>
    (await caller.request('GET', `${files}/${id}`)).status === 200;

  return { world, aWork, post, ask, act, read, queue, readsFile };
}

export const first = (items: readonly CaseTask[]) => {
  const [task] = items;
  if (task === undefined) throw new Error('no task was made');
  return task;
};
