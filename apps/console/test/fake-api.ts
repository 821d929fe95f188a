import type {
  DocumentMarks,
  DocumentNotes,
  EntryDetail,
  PartySuggestion,
  Problem,
  RegisterDocumentRequest,
  RegisterDocumentResponse,
  SearchResponse,
} from '@opis/contracts';
import { anEntry } from './an-entry.ts';

/** How the line behaves for one registration: well, cut before the server, or cut after it had done its work. */
export type Line = 'whole' | 'lost-before' | 'lost-after';

export const accountId = '01a1ff7a-0000-7000-8000-000000000001';
const now = '2026-06-29T06:41:00.000Z';
const oneEntry = /\/entries\/\d+\/\d+$/;
const actOnEntry = /\/entries\/\d+\/\d+\/\w+$/;

/** The server as the console sees it, in memory: it gives numbers in order and one number to one request id. */
export function openFakeApi() {
  const given = new Map<string, { body: string; response: RegisterDocumentResponse }>();
  const requests: { method: string; path: string; body: unknown }[] = [];
  const state = {
    /** What happens to the next registrations, in order; afterwards the line is whole. */
    lines: [] as Line[],
    signedIn: true,
    parties: [] as PartySuggestion[],
    similar: [] as object[],
    /** Codes that the next registrations are refused with. */
    refusals: [] as { status: number; code: string; fields?: Problem['fields'] }[],
    answerParties: Promise.resolve(),
    entries: [anEntry()] as EntryDetail[],
    /** What is marked on every page of a document. */
    marks: { boxes: [], passages: [], pages: [] } as DocumentMarks,
    /** What is known of the documents of every entry. */
    notes: [] as DocumentNotes['items'],
    /** What every search finds. */
    found: nothingFound as SearchResponse,
    /** What an act on the entry answers, in order; afterwards the entry as it stands. */
    acts: [] as (Response | EntryDetail)[],
  };

  function register(body: RegisterDocumentRequest): Response {
    const refusal = state.refusals.shift();
    if (refusal && !(refusal.code === 'registry.confirm-gap' && body.confirmGap)) return problem(refusal);
    const known = given.get(body.requestId);
    if (known && known.body !== JSON.stringify(body))
      return problem({ status: 409, code: 'request.id-reused' });
    const response = known?.response ?? toResponse(given.size + 12345);
    given.set(body.requestId, { body: JSON.stringify(body), response });
    return json(response, 201);
  }

  async function searchParties(): Promise<Response> {
    await state.answerParties;
    return json({ items: state.parties });
  }

  function post(path: string, body: unknown): Response {
    if (path.endsWith('/similar')) return json({ items: state.similar });
    if (actOnEntry.test(path)) {
      const next = state.acts.shift();
      if (next instanceof Response) return next;
      if (next) state.entries = [next];
      return json(state.entries[0] ?? {});
    }
    if (path === '/session') {
      state.signedIn = true;
      return json(session);
    }
    const line = state.lines.shift() ?? 'whole';
    if (line === 'lost-before') throw new TypeError('Failed to fetch');
    const answer = register(body as RegisterDocumentRequest);
    if (line === 'lost-after') throw new TypeError('Failed to fetch');
    return answer;
  }

  async function get(path: string): Promise<Response> {
    if (path === '/session') return json(session);
    if (path.startsWith('/parties/')) return json({ ...state.parties[0], createdAt: now, entries: [] });
    if (path.startsWith('/registers/general/entries?')) return json({ items: state.entries, next: null });
    if (path.startsWith('/uploads/')) return json({ lines: [], openable: true });
    if (path.endsWith('/file-works')) return json({ items: state.notes });
    if (oneEntry.test(path)) {
      return state.entries[0]
        ? json(state.entries[0])
        : problem({ status: 404, code: 'registry.entry-not-found' });
    }
    return json(reads[path.replace(/\?.*/, '')] ?? { items: [], next: null });
  }

  async function answer(method: string, path: string, body: unknown): Promise<Response> {
    if (path === '/public/institution') return json(institution);
    if (!state.signedIn && !(method === 'POST' && path === '/session')) {
      return problem({ status: 401, code: 'identity.not-signed-in' });
    }
    if (method === 'DELETE') return new Response(null, { status: 204 });
    if (path === '/parties/search') return searchParties();
    if (path === '/search') return json(state.found);
    if (path === '/search/document-marks') return json(state.marks);
    return method === 'POST' ? post(path, body) : get(path);
  }

  return {
    state,
    /** Numbers that exist, by request id. */
    numbers: () => [...given.values()].map(({ response }) => response.number),
    /** Bodies of registrations that reached the line, in order. */
    registrations: () =>
      requests
        .filter(({ method, path }) => method === 'POST' && path === '/registers/general/entries')
        .map(({ body }) => body as RegisterDocumentRequest),
    /** Everything that was asked, in order. */
    requests: () => requests,
    /** Bodies of acts on entries, in order. */
    acts: () =>
      requests
        .filter(({ method, path }) => method === 'POST' && actOnEntry.test(path))
        .map(({ body }) => body),
    async fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
      const path = String(input).replace('/api/v1', '');
      const method = init.method ?? 'GET';
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      requests.push({ method, path, body });
      return answer(method, path, body);
    },
  };
}

/** The answer to a search that found nothing. */
export const nothingFound: SearchResponse = {
  read: 'words',
  entries: { items: [], count: 0, inDocuments: 0, capped: false, next: null },
  facets: null,
  history: { items: [], count: 0, capped: false, next: null },
  parties: [],
};

export type FakeApi = ReturnType<typeof openFakeApi>;

export function aParty(part: Partial<PartySuggestion> = {}): PartySuggestion {
  return {
    id: '01a1ff7a-0000-7000-8000-0000000000aa',
    kind: 'natural',
    name: 'Elena-Gabriela Vădineanu-Constantinescu',
    maskedCnp: '2••••••••••34',
    cui: null,
    phone: '0251 123 456',
    email: null,
    address: 'str. Teilor nr. 27',
    entryCount: 4,
    ...part,
  };
}

const session = {
  accountId,
  username: 'registrator',
  displayName: 'Ioana Dragomirescu',
  title: 'registrator, ghișeul 2',
  office: { code: 'ghiseul-2', name: 'Ghișeul 2', address: 'Str. Morii nr. 14' },
  unit: null,
  roles: ['registrar'],
  staffId: '01a1ff7a-0000-7000-8000-0000000000f1',
  standingIn: [],
  permissions: ['entry.register', 'entry.read-book', 'party.read'],
};

const institution = {
  name: 'Primăria Municipiului Lunca Albă',
  shortName: 'Primăria Lunca Albă',
  council: '',
  address: '',
  phone: '',
  email: '',
  website: '',
  openingHours: '',
  now,
  demo: null,
};

const reads: Readonly<Record<string, object>> = {
  '/registers': {
    items: [
      {
        code: 'general',
        name: 'Registrul general',
        confidential: false,
        years: [2026],
        canRegister: true,
        subRegisters: [{ code: 'petitii', name: 'Registrul de petiții' }],
      },
    ],
  },
  '/categories': {
    items: [
      {
        code: 'petitie',
        name: 'Petiție',
        unitCode: 'juridic',
        subRegister: 'petitii',
        nomenclatureCode: 'I-14',
      },
      { code: 'adeverinta', name: 'Adeverință', unitCode: null, subRegister: null, nomenclatureCode: null },
    ],
  },
  '/units': {
    items: [
      { id: '1', code: 'juridic', name: 'Serviciul Juridic', shortName: 'Juridic', parentId: null, depth: 0 },
      { id: '2', code: 'fiscal', name: 'Direcția Fiscală', shortName: 'Fiscal', parentId: null, depth: 0 },
    ],
  },
  '/registers/general/summary': {
    count: 0,
    annulled: 0,
    sheets: 0,
    annexes: 0,
    mine: 0,
    first: null,
    last: null,
    unbroken: true,
    sealed: null,
  },
};

function toResponse(number: number): RegisterDocumentResponse {
  return {
    id: crypto.randomUUID(),
    register: 'general',
    number,
    year: 2026,
    registrationNumber: `${number}/29.06.2026`,
    registeredAt: now,
    registeredOn: '2026-06-29',
    registeredTime: '09:41',
    subRegister: null,
    subNumber: null,
    hash: '00',
    receiptUrl: '',
    labelUrl: '',
  };
}

export function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

export function problem({
  status,
  code,
  fields = [],
}: {
  status: number;
  code: string;
  fields?: Problem['fields'];
}): Response {
  const body = { type: '', title: code, status, detail: `Refuzat: ${code}.`, code, errorId: 'e1', fields };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
