import {
  AppError,
  type CreateLetterRequest,
  type LetterAddressee,
  type LetterContent,
  type LetterDetail,
  type LetterKind,
  type LetterTemplate,
} from '@opis/contracts';
import type { ClaimedCommand } from '../../platform/claim-command.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { DoneElsewhere, recallResult, rememberResult } from '../../platform/remember-result.ts';
import { recordEvent } from '../events/index.ts';
import type { Acting, Actor } from '../identity/index.ts';
import { announceLetter } from './announce-letter.ts';
import type { LetterDeps } from './letter-deps.ts';
import { type LetterFacts, readLetterFacts, toMergeValues } from './letter-facts.ts';
import { insertLetter } from './letter-store.ts';
import { demandsOf, fileForWriting, findAddressee } from './neighbours.ts';
import { fillLine } from './templates/template-markup.ts';
import { listTemplates, requireTemplate } from './templates/templates.ts';
import { getLetter } from './views/get-letter.ts';

/**
 * Begins a letter in a file, filled from a template of its procedure, for whoever works on the file. Throws
 * `case-file.not-found`, `letter.not-allowed`, `letter.file-closed`, `letter.template-not-found`.
 */
export async function createLetter(
  deps: LetterDeps,
  actor: Actor,
  { caseFileId, requestId, ...asked }: CreateLetterRequest & { caseFileId: string },
): Promise<LetterDetail> {
  const file = await fileForWriting(deps, actor, caseFileId);
  const facts = await readLetterFacts(deps.db, caseFileId);
  if (facts === undefined) throw new AppError('not-found', 'case-file.not-found');
  const plan = {
    kind: asked.kind,
    template: asked.template,
    addressee: await findAddressee(deps, actor, facts),
  };
  const draft = await planDraft(deps, facts, plan);
  const at = deps.clock.now();
  const body = { caseFileId, ...asked };
  const command = { accountId: actor.accountId, requestId, action: 'letter.created', body, at };
  const begun = await recallId(deps.db, command);
  if (begun !== undefined) return getLetter(deps, actor, begun);
  const write = async (tx: Tx) => {
    const id = await writeDraft(tx, file.actingFor('note'), { ...draft, unitId: file.unitId }, at);
    await rememberResult(tx, command, { id });
    return id;
  };
  const id = await deps.db
    .transaction()
    .execute(write)
    .catch(async (error: unknown) => {
      if (!(error instanceof DoneElsewhere)) throw error;
      return (await recallId(deps.db, command)) ?? '';
    });
  return getLetter(deps, actor, id);
}

async function recallId(db: Db, command: ClaimedCommand): Promise<string | undefined> {
  return ((await recallResult(db, command)) as { id: string } | undefined)?.id;
}

/** A letter that a module above begins by itself, in its own transaction. */
export type LetterPlan = {
  kind: LetterKind;
  /** Code of a template; absent: the first of the kind for the file's procedure. */
  template?: string | undefined;
  addressee?: Partial<LetterAddressee> | undefined;
  /** What the template does not say, or says otherwise. */
  content?: Partial<LetterContent>;
};

/** What a new letter will say: read before the transaction that writes it. */
export type PlannedLetter = {
  fileId: string;
  kind: LetterKind;
  template: LetterTemplate;
  content: LetterContent;
  demands: { signatures: number; legalBasis: boolean };
};

/** Fills the template of a letter. Throws `letter.template-not-found`. */
export async function planDraft(
  deps: LetterDeps,
  facts: LetterFacts,
  plan: LetterPlan,
): Promise<PlannedLetter> {
  const { answer } = await deps.procedures.version(facts.procedure);
  const template = requireTemplate(await listTemplates(deps.db), {
    ...{ procedure: facts.procedure.code, kind: plan.kind, code: plan.template },
    named: answer?.templates,
  });
  const institution = await deps.organisation.institution();
  const values = toMergeValues(facts, { institution, content: null, datedOn: null });
  const addressee = {
    partyId: null,
    lead: template.lead,
    name: '',
    address: '',
    email: '',
    ...plan.addressee,
  };
  const content: LetterContent = {
    addressee,
    sendBy: addressee.email !== '' && facts.channel === 'email' ? 'email' : null,
    subject: fillLine(template.subject, values).slice(0, 300),
    body: template.body,
    legalBasis: template.legalBasis,
    closing: template.closing,
    annexes: '',
    resolution: fillLine(template.resolution, values).slice(0, 300),
    ...plan.content,
  };
  return {
    fileId: facts.fileId,
    kind: plan.kind,
    template,
    content,
    demands: await demandsOf(deps, facts, plan.kind),
  };
}

/** Writes a planned letter as a draft; the caller has checked the right. Gives its id. */
export async function writeDraft(
  tx: Tx,
  acting: Acting,
  { id = newId(), unitId, ...planned }: PlannedLetter & { id?: string; unitId: string | null },
  at: Date,
): Promise<string> {
  const { fileId: caseFileId, kind, template, content, demands } = planned;
  const { code, version } = template;
  await insertLetter(
    tx,
    acting,
    { id, caseFileId, kind, template: { code, version }, content, unitId, ...demands },
    at,
  );
  await recordEvent(tx, acting, {
    ...{ type: 'letter.created', at, subjectType: 'letter', subjectId: id, unitId },
    data: { file: caseFileId, kind },
  });
  await announceLetter(tx, caseFileId, at);
  return id;
}
