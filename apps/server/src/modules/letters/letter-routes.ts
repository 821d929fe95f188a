import {
  AppError,
  CreateLetterRequest,
  HandOverLetterRequest,
  LetterConflictProblem,
  LetterCounts,
  LetterDetail,
  LetterEditors,
  LetterPage,
  LetterPreview,
  LetterRouteChoices,
  Letters,
  LetterVersion,
  ListLettersQuery,
  RecallLetterRequest,
  RecordLetterReturnRequest,
  RecordLetterSentRequest,
  RecordPaperSignaturesRequest,
  SaveLetterRequest,
  SealLettersRequest,
  SealLettersResponse,
  SendLetterOnRouteRequest,
  WithdrawLetterRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { grantRead, openDocument, renderDocumentPage, sendDocument, sendPage } from '../documents/index.ts';
import { recordAccess } from '../events/index.ts';
import { type Actor, actorOf, inNameOf } from '../identity/index.ts';
import { nameByNumber } from '../registry/index.ts';
import { handOverLetter, recordLetterReturn, recordLetterSent } from './acts/leave-letter.ts';
import { recordPaperSignatures } from './acts/record-paper.ts';
import { saveLetter, tellEditing } from './acts/save-letter.ts';
import { sealLetters } from './acts/seal-letters.ts';
import { sendLetterOnRoute } from './acts/send-on-route.ts';
import { recallLetter, withdrawLetter } from './acts/take-back.ts';
import { createLetter } from './create-letter.ts';
import type { LetterSealDeps } from './letter-deps.ts';
import { letterPdf, type PreviewDeps, previewLetter, previewPage } from './preview-letter.ts';
import {
  getLetter,
  getLetterVersion,
  getRoutedLetter,
  listFileLetters,
  requireLetter,
} from './views/get-letter.ts';
import { countLetters, listLetters } from './views/list-letters.ts';
import { listRouteChoices } from './views/route-choices.ts';

const letters = '/api/v1/letters';
const params = z.object({ id: z.uuid() });
const Page = z.coerce.number().int().min(1).max(200);
const Bytes = z.any().meta({ type: 'string', format: 'binary' });

/** The door of letters for the API and the console. */
export function letterRoutes(app: Http, deps: PreviewDeps & LetterSealDeps) {
  listRoutes(app, deps);
  draftRoutes(app, deps);
  paperRoutes(app, deps);
  actRoutes(app, deps);
  app.post(
    `${letters}/seal`,
    { schema: { body: SealLettersRequest, response: { 202: SealLettersResponse } } },
    async (request, reply) => reply.code(202).send(await sealLetters(deps, actorOf(request), request.body)),
  );
}

function listRoutes(app: Http, deps: PreviewDeps) {
  app.get(letters, { schema: { querystring: ListLettersQuery, response: { 200: LetterPage } } }, (request) =>
    listLetters(deps, actorOf(request), request.query),
  );
  app.get(`${letters}/counts`, { schema: { response: { 200: LetterCounts } } }, (request) =>
    countLetters(deps, actorOf(request)),
  );
  app.get(
    '/api/v1/case-files/:id/letters',
    { schema: { params, response: { 200: Letters } } },
    async (request) => ({
      items: await listFileLetters(deps, actorOf(request), request.params.id),
    }),
  );
  app.post(
    '/api/v1/case-files/:id/letters',
    { schema: { params, body: CreateLetterRequest, response: { 201: LetterDetail } } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await createLetter(deps, actorOf(request), { ...request.body, caseFileId: request.params.id })),
  );
}

function draftRoutes(app: Http, deps: PreviewDeps) {
  app.get(`${letters}/:id`, { schema: { params, response: { 200: LetterDetail } } }, (request) =>
    getLetter(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${letters}/:id/draft`,
    {
      schema: {
        params,
        body: SaveLetterRequest,
        response: { 200: LetterDetail, 409: LetterConflictProblem },
      },
    },
    (request) => saveLetter(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.get('/api/v1/letter-routes/:id', { schema: { params, response: { 200: LetterDetail } } }, (request) =>
    getRoutedLetter(deps, actorOf(request), request.params.id),
  );
  app.post(`${letters}/:id/editing`, { schema: { params, response: { 200: LetterEditors } } }, (request) =>
    tellEditing(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${letters}/:id/versions/:number`,
    {
      schema: {
        params: params.extend({ number: z.coerce.number().int().min(1).max(1_000_000) }),
        response: { 200: LetterVersion },
      },
    },
    (request) => getLetterVersion(deps, actorOf(request), request.params),
  );
  app.get(`${letters}/:id/route`, { schema: { params, response: { 200: LetterRouteChoices } } }, (request) =>
    listRouteChoices(deps, actorOf(request), request.params.id),
  );
}

function paperRoutes(app: Http, deps: PreviewDeps) {
  const pageParams = params.extend({ page: Page });
  app.get(`${letters}/:id/preview`, { schema: { params, response: { 200: LetterPreview } } }, (request) =>
    previewLetter(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${letters}/:id/preview/:page.png`,
    { schema: { produces: ['image/png'], params: pageParams, response: { 200: Bytes } } },
    async (request, reply) => sendPage(reply, await previewPage(deps, actorOf(request), request.params)),
  );
  app.get(
    `${letters}/:id/letter.pdf`,
    { schema: { produces: ['application/pdf'], params, response: { 200: Bytes } } },
    async (request, reply) => {
      const { number, bytes } = await letterPdf(deps, actorOf(request), request.params.id);
      return reply
        .header('content-disposition', `attachment; filename="${nameByNumber(number, 'adresa.pdf')}"`)
        .type('application/pdf')
        .send(bytes);
    },
  );
  documentRoutes(app, deps);
}

// Whoever dispatches a letter reads it without reading the file: its documents are opened from here.
function documentRoutes(app: Http, deps: PreviewDeps) {
  const documentParams = params.extend({ documentId: z.uuid() });
  const document = `${letters}/:id/documents/:documentId`;
  app.get(
    `${document}/content`,
    { schema: { produces: ['application/octet-stream'], params: documentParams, response: { 200: Bytes } } },
    async (request, reply) => {
      const { grant, number } = await grantDocument(deps, actorOf(request), request.params);
      const opened = await openDocument(deps, grant, request.params.documentId);
      return sendDocument(reply, { ...opened, name: nameByNumber(number, opened.name) });
    },
  );
  app.get(
    `${document}/pages/:page.png`,
    {
      schema: {
        produces: ['image/png'],
        params: documentParams.extend({ page: Page }),
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const { grant } = await grantDocument(deps, actorOf(request), request.params);
      return sendPage(reply, await renderDocumentPage(deps, grant, request.params));
    },
  );
}

async function grantDocument(
  deps: PreviewDeps,
  actor: Actor,
  { id, documentId }: { id: string; documentId: string },
) {
  const { state, facts } = await requireLetter(deps, actor, id);
  const { rows } = await sql`
    SELECT FROM letter_documents WHERE letter_documents.letter_id = ${id}
      AND letter_documents.document_id = ${documentId}
  `.execute(deps.db);
  if (rows.length === 0) throw new AppError('not-found', 'document.not-found');
  const acting = inNameOf(
    actor,
    ({ principals }) => state.unitId !== null && principals.includes(state.unitId),
  );
  await recordAccess(deps.db, acting, {
    ...{ kind: 'file-read', at: deps.clock.now(), subjectType: 'case-file', subjectId: state.caseFileId },
    purpose: 'document',
  });
  return { grant: grantRead(id), number: facts.registrationNumber };
}

/** Each act answers with the letter as it stands after it; on another version, with the letter as others left it. */
function actRoutes(app: Http, deps: PreviewDeps) {
  const response = { 200: LetterDetail, 409: LetterConflictProblem };
  const schemaOf = <Body extends z.ZodType>(body: Body) => ({ schema: { params, body, response } });
  app.post(`${letters}/:id/send-on-route`, schemaOf(SendLetterOnRouteRequest), (request) =>
    sendLetterOnRoute(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${letters}/:id/recall`, schemaOf(RecallLetterRequest), (request) =>
    recallLetter(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${letters}/:id/withdraw`, schemaOf(WithdrawLetterRequest), (request) =>
    withdrawLetter(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${letters}/:id/signed-paper`, schemaOf(RecordPaperSignaturesRequest), (request) =>
    recordPaperSignatures(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${letters}/:id/hand-over`, schemaOf(HandOverLetterRequest), (request) =>
    handOverLetter(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${letters}/:id/sent`, schemaOf(RecordLetterSentRequest), (request) =>
    recordLetterSent(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${letters}/:id/returned`, schemaOf(RecordLetterReturnRequest), (request) =>
    recordLetterReturn(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}
