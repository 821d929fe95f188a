import { randomUUID } from 'node:crypto';
import {
  type CaseFileDetail,
  type LetterDetail,
  type LetterRouteChoices,
  letterKinds,
  type RegisterDocumentRequest,
  RegisterDocumentResponse,
  type TaskPage,
} from '../../packages/contracts/src/index.ts';
import type { ConsoleWindow } from './console.ts';

// What a journey begins with, done through the API: the screens of these acts have journeys of their own.

type Paper = {
  subject: string;
  sender: RegisterDocumentRequest['sender'];
} & Partial<RegisterDocumentRequest>;

/** Registers a paper at the counter; its file has the id of the entry. */
export async function registerPaper(counter: ConsoleWindow, paper: Paper): Promise<RegisterDocumentResponse> {
  const body = { requestId: randomUUID(), channel: 'counter', sheets: 1, annexes: 0, ...paper };
  return RegisterDocumentResponse.parse(await counter.read('/registers/general/entries', body));
}

/** The head of its unit gives a file to the person of this window. */
export async function assignTo(head: ConsoleWindow, person: ConsoleWindow, id: string): Promise<void> {
  const { staffId } = await person.read<{ staffId: string }>('/session');
  const { version } = await head.read<CaseFileDetail>(`/case-files/${id}`);
  await head.read(`/case-files/${id}/assign`, {
    requestId: randomUUID(),
    version,
    to: { person: staffId },
  });
}

const onePixelPng =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Today in Bucharest, as the browser's machine has it. */
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

/** Whoever is asked about a letter of this file says yes. */
async function favour(window: ConsoleWindow, fileId: string): Promise<void> {
  const { items } = await window.read<TaskPage>('/tasks?queue=endorse&limit=200');
  for (const { id, version, file } of items)
    if (file.id === fileId)
      await window.read(`/tasks/${id}/answer`, { requestId: randomUUID(), version, verdict: 'favourable' });
}

type Leaving = {
  author: ConsoleWindow;
  counter: ConsoleWindow;
  /** Gives what the procedure of the file requires before the signatures. */
  jurist?: ConsoleWindow;
};

/** A draft goes the way that its procedure requires, is signed with ink by those who must, and leaves by post on this day. */
export async function leaveByPost(
  { author, counter, jurist }: Leaving,
  letterId: string,
  on: string = today(),
): Promise<void> {
  const path = `/letters/${letterId}`;
  const letter = () => author.read<LetterDetail>(path);
  const act = async (window: ConsoleWindow, verb: string, body: object) =>
    window.read<LetterDetail>(`${path}/${verb}`, {
      ...{ requestId: randomUUID(), version: (await letter()).version },
      ...body,
    });
  const { content, version, kind, signaturesRequired, caseFile } = await letter();
  const addressee = { ...content.addressee, address: content.addressee.address || 'Str. Teilor nr. 8' };
  await author.read(`${path}/draft`, { version, content: { ...content, addressee } });
  const { signers, proposed } = await author.read<LetterRouteChoices>(`${path}/route`);
  const steps = proposed.steps
    .map((stage) => stage.filter(({ required }) => required))
    .filter((stage) => stage.length > 0)
    .map((stage) =>
      stage.map(({ kind, dueOn, candidates: [to] }) => ({
        ...{ kind, ...(dueOn && { dueOn }) },
        to: to?.person ? { person: to.person } : { unit: to?.unit },
      })),
    );
  const slots = signaturesRequired === 2 ? ['unit-head', 'institution-head'] : ['institution-head'];
  const chosen: { slot: string; person: string }[] = [];
  for (const slot of slots) {
    const signer = signers.find(
      (one) => one.slot === slot && !chosen.some(({ person }) => person === one.id),
    );
    if (signer) chosen.push({ slot, person: signer.id });
  }
  await act(author, 'send-on-route', { signers: chosen, steps, closesFile: letterKinds[kind].concludes });
  if (steps.length > 0 && jurist) await favour(jurist, caseFile.id);
  const upload = await author.context.request.post('/api/v1/uploads?name=scan.png', {
    headers: { origin: new URL(author.page.url()).origin, 'content-type': 'application/octet-stream' },
    data: Buffer.from(onePixelPng, 'base64'),
  });
  const { id } = (await upload.json()) as { id: string };
  await act(author, 'signed-paper', { upload: id, signedOn: on });
  await act(counter, 'sent', { how: 'post', on });
}
