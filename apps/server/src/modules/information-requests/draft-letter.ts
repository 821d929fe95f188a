// Every call of this module to letters: what is drawn up when somebody decides.
import {
  AppError,
  type LetterAddressee,
  type LetterKind,
  type RichBlock,
  type RichText,
} from '@opis/contracts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../identity/index.ts';
import {
  findAddressee,
  type PlannedLetter,
  planDraft,
  readLetterFacts,
  writeDraft,
} from '../letters/index.ts';
import type { RequestPlace } from './act-on-request.ts';
import type { InformationDeps } from './information-deps.ts';
import type { RequestRecord } from './request-store.ts';

/** What a letter will say where the person already said it. */
export type LetterWords = {
  readonly kind: LetterKind;
  readonly paragraphs?: readonly string[] | undefined;
  readonly legalBasis?: string | undefined;
  /** To whom else than the requester. */
  readonly addressee?: Partial<LetterAddressee> | undefined;
};

/** Plans a letter to the requester, in the words of its template where nothing else is said. */
export async function planLetter(
  deps: InformationDeps,
  actor: Actor,
  request: RequestRecord,
  { kind, paragraphs, legalBasis, addressee }: LetterWords,
): Promise<PlannedLetter> {
  const facts = await readLetterFacts(deps.db, request.id);
  if (facts === undefined) throw new AppError('not-found', 'information-request.not-found');
  return planDraft(deps, facts, {
    kind,
    addressee: addressee ?? (await requesterOf(deps, actor, request)),
    content: {
      ...(paragraphs && { body: toRichText(paragraphs) }),
      ...(legalBasis && { legalBasis }),
    },
  });
}

async function requesterOf(
  deps: InformationDeps,
  actor: Actor,
  request: RequestRecord,
): Promise<Partial<LetterAddressee>> {
  const { answerAddress } = request;
  return {
    ...(await findAddressee(deps, actor, request)),
    ...(answerAddress && { address: answerAddress }),
  };
}

/** Paragraphs as a letter keeps them: `**…**` is bold, as in the templates. */
export function toRichText(paragraphs: readonly string[]): RichText {
  return { type: 'doc', content: paragraphs.filter((text) => text.trim() !== '').map(toParagraph) };
}

const toParagraph = (text: string): RichBlock => ({
  type: 'paragraph',
  content: text.split('**').flatMap((run, at) => {
    if (run === '') return [];
    const bold = at % 2 === 1 ? { marks: [{ type: 'bold' as const }] } : {};
    return [{ type: 'text' as const, text: run, ...bold }];
  }),
});

/** Writes planned letters as drafts, in the transaction of the decision. Gives their ids, in the same order. */
export async function writeLetters(
  { tx, acting, at, request }: RequestPlace,
  planned: readonly PlannedLetter[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const letter of planned)
    ids.push(await writeDraft(tx, acting, { ...letter, id: newId(), unitId: request.unitId }, at));
  return ids;
}
