import type {
  Assignee,
  Assignees,
  CaseFileAction,
  CaseFileRow,
  CaseQueue,
  ChronologyItem,
  ResolutionModel,
  ReturnPlaces,
  SavedView,
} from '@opis/contracts';
import { type FakeApi, openFakeApi, problem } from './fake-api.ts';

const juridic = {
  id: '01a1ff7a-0000-7000-8000-0000000000b1',
  code: 'juridic',
  name: 'Serviciul Juridic',
  shortName: 'Juridic',
};

/** A case file that waits with its unit, as the server shows it to the head of it. */
export function aCaseFile(part: Partial<CaseFileRow> = {}): CaseFileRow {
  const number = part.number ?? 12345;
  return {
    id: `01a1ff7a-0000-7000-8000-${String(number).padStart(12, '0')}`,
    register: 'general',
    year: 2026,
    number,
    registrationNumber: `${number}/26.06.2026`,
    registeredAt: '2026-06-26T06:41:00.000Z',
    registeredOn: '2026-06-26',
    registeredTime: '09:41',
    subject: 'Reluarea plății indemnizației de însoțitor',
    issuer: 'Elena-Gabriela Vădineanu-Constantinescu',
    partyId: null,
    channel: 'counter',
    direction: 'in',
    category: null,
    subRegister: null,
    procedure: { code: 'general', version: 1, name: 'Cerere sau document general' },
    outcomes: ['answered', 'for-information', 'filed', 'withdrawn', 'other'],
    status: 'with-unit',
    unit: juridic,
    handler: null,
    mine: false,
    since: '2026-06-26T06:41:00.000Z',
    returned: false,
    due: null,
    lastStep: null,
    outcome: null,
    closedAt: null,
    entryCount: 1,
    confidential: false,
    version: 1,
    actions: ['assign', 'take', 'forward', 'return', 'close', 'note'],
    ...part,
  };
}

/** Somebody who may receive a file. */
export function anAssignee(name: string, part: Partial<Assignee> = {}): Assignee {
  return {
    id: `person ${name}`,
    name,
    title: 'inspector',
    unit: juridic,
    self: false,
    current: false,
    leads: false,
    openFiles: 3,
    overdueFiles: 0,
    nearFiles: 0,
    presence: 'present',
    absence: null,
    samePetitioner: null,
    barred: null,
    ...part,
  };
}

type Sent = { path: string; body: Record<string, unknown> };

/** The server of case files, in memory: it moves them as it is asked, and refuses a version that is no longer the last. */
export function openFakeWorks() {
  const base = openFakeApi();
  const sent: Sent[] = [];
  const listed: string[] = [];
  const state = {
    files: [aCaseFile()] as CaseFileRow[],
    people: [
      anAssignee('Andrei Stănciulescu'),
      anAssignee('Lavinia Boțoghină', { openFiles: 1 }),
    ] as Assignee[],
    units: [{ ...juridic, depth: 0, current: true, barred: null }] as Assignees['units'],
    returnPlaces: [] as ReturnPlaces['items'],
    models: [] as ResolutionModel[],
    views: [] as SavedView[],
    chronology: [] as ChronologyItem[],
    /** Answers instead of the next acts, in order. */
    refusals: [] as Response[],
    /** Held back until it is let go: the server takes its time. */
    assignees: Promise.resolve(),
    permissions: ['party.read', 'case.assign', 'case.work'],
    listFails: false,
  };

  const belongs = (queue: CaseQueue) => (file: CaseFileRow) => {
    if (queue === 'mine') return file.mine && file.status !== 'closed';
    if (queue === 'unassigned') return file.status === 'unassigned' || file.status === 'with-unit';
    if (queue === 'closed') return file.status === 'closed';
    return queue === 'recent' || file.status !== 'closed';
  };

  function list(query: URLSearchParams): Response {
    listed.push(query.toString());
    if (state.listFails) return problem({ status: 500, code: 'platform.unexpected' });
    const queue = (query.get('queue') ?? 'mine') as CaseQueue;
    const text = query.get('text') ?? '';
    const items = state.files.filter(belongs(queue)).filter((file) => file.subject.includes(text));
    return json({ items, next: null });
  }

  function counts(): Response {
    const count = (queue: CaseQueue) => ({ count: state.files.filter(belongs(queue)).length, more: false });
    return json({
      mine: count('mine'),
      unit: count('unit'),
      unassigned: count('unassigned'),
      recent: count('recent'),
      overdue: {
        count: state.files.filter((file) => belongs('mine')(file) && file.due?.state === 'late').length,
        more: false,
      },
    });
  }

  function act(path: string, body: Record<string, unknown>): Response {
    sent.push({ path, body });
    const refusal = state.refusals.shift();
    if (refusal) return refusal;
    const [, id, kind = ''] = /^\/case-files\/([^/]+)\/(\w+)$/.exec(path) ?? [];
    const file = state.files.find((one) => one.id === id);
    if (!file) return problem({ status: 404, code: 'case-file.not-found' });
    const moved = { ...file, ...moveOf(kind, body), version: file.version + 1 };
    state.files = state.files.map((one) => (one === file ? moved : one));
    return json(moved);
  }

  function moveOf(kind: string, body: Record<string, unknown>): Partial<CaseFileRow> {
    const to = body.to as { person?: string; self?: true; unit?: string } | undefined;
    const person = to?.self
      ? { id: 'me', name: 'Ioana Dragomirescu', title: '' }
      : state.people.find((one) => one.id === to?.person);
    if (kind === 'assign' && person)
      return { status: 'with-handler', handler: person, mine: to?.self === true };
    if (kind === 'return') return { status: 'with-unit', handler: null, mine: false, returned: true };
    if (kind === 'close') return { status: 'closed', actions: ['reopen'] };
    return {};
  }

  function assignMany(body: Record<string, unknown>): Response {
    sent.push({ path: '/case-files/assign', body });
    const refused = new Set(state.refusals.splice(0).map(() => state.files[0]?.id));
    const items = (body.items as { id: string }[]).map(({ id }) => ({
      id,
      done: !refused.has(id),
      version: refused.has(id) ? null : 2,
      problem: refused.has(id)
        ? { code: 'case-file.changed-meanwhile', detail: 'S-a schimbat între timp.', conflict: null }
        : null,
    }));
    const done = items.filter((item) => item.done).map(({ id }) => id);
    state.files = state.files.map((file) =>
      done.includes(file.id) ? { ...file, ...moveOf('assign', body) } : file,
    );
    return json({ items });
  }

  function post(path: string, body: Record<string, unknown>): Response | null {
    if (path === '/case-files/assign') return assignMany(body);
    if (path.startsWith('/case-files/')) return act(path, body);
    if (path !== '/saved-views') return null;
    sent.push({ path, body });
    const view = { id: String(body.requestId), name: String(body.name), query: String(body.query) };
    state.views.push({ ...view, list: 'works' });
    return json(view, 201);
  }

  /** What is read under an address of its own. */
  const reads: Readonly<Record<string, (query: URLSearchParams) => Response>> = {
    '/saved-views': () => json({ items: state.views }),
    '/resolution-models': () => json({ items: state.models }),
    '/case-files': list,
    '/case-files/counts': counts,
  };

  /** What is read of one file. */
  async function read(address: string): Promise<Response | null> {
    const [, id = '', part] = /^\/case-files\/([^/]+)(?:\/([\w-]+))?$/.exec(address) ?? [];
    if (id === '') return null;
    if (part === 'chronology') return json({ items: state.chronology, next: null });
    if (part === 'accesses') return json({ items: [], next: null });
    if (part === 'return-places') return json({ items: state.returnPlaces });
    if (part !== 'assignees') return detail(id);
    await state.assignees;
    return json({ people: state.people, units: state.units });
  }

  async function answer(
    method: string,
    path: string,
    body: Record<string, unknown>,
  ): Promise<Response | null> {
    const [address = '', query = ''] = path.split('?');
    if (method === 'POST') return post(address, body);
    // These files are of the general procedure: the law of petitions says nothing of them.
    if (address.startsWith('/petitions/')) return problem({ status: 404, code: 'case-file.not-found' });
    return reads[address]?.(new URLSearchParams(query)) ?? (await read(address));
  }

  function detail(id: string): Response {
    const file = state.files.find((one) => one.id === id);
    if (!file) return problem({ status: 404, code: 'case-file.not-found' });
    const procedure = { code: 'general', version: 1 };
    return json({
      ...file,
      procedure,
      readable: true,
      entries: [],
      items: [],
      party: null,
      returnsTo: null,
      joinedTo: null,
      complaint: null,
    });
  }

  return {
    state,
    /** What was asked to be done, in order. */
    sent: () => sent,
    /** Questions of lists, in order, as their query text. */
    listed: () => listed,
    async fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
      const path = String(input).replace('/api/v1', '');
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
      const own = await answer(init.method ?? 'GET', path, body);
      if (own) return own;
      const response = await base.fetch(input, init);
      if (path !== '/session') return response;
      return json({ ...(await response.json()), permissions: state.permissions });
    },
  } satisfies Pick<FakeApi, 'fetch'> & Record<string, unknown>;
}

export type FakeWorks = ReturnType<typeof openFakeWorks>;

/** The refusal of an act on a file that somebody else moved to this person two minutes ago. */
export function aConflict(by: string, actions: readonly CaseFileAction[] = []): Response {
  const handler = { id: 'other', name: by, title: '' };
  const lastStep = {
    id: '01a1ff7a-0000-7000-8000-0000000000c1',
    kind: 'assign',
    at: '2026-06-29T06:39:00.000Z',
    by,
    own: false,
    onBehalfOf: null,
    fromUnit: null,
    fromHandler: null,
    toUnit: juridic,
    toHandler: handler,
    outcome: null,
    text: null,
  };
  const conflict = { version: 7, status: 'with-handler', unit: juridic, handler, lastStep, actions };
  const code = 'case-file.changed-meanwhile';
  const body = {
    type: '',
    title: code,
    status: 409,
    detail: `Refuzat: ${code}.`,
    code,
    errorId: 'e2',
    fields: [],
    conflict,
  };
  return new Response(JSON.stringify(body), {
    status: 409,
    headers: { 'content-type': 'application/problem+json' },
  });
}

function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
