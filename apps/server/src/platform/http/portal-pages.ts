import type { AppError } from '@opis/contracts';
import { type ErrorModel, type PortalFrame, renderError } from '@opis/portal';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem, logProblem, toProblem } from './problem.ts';

/** What stands around the pages now; asked for each page, so that a changed telephone number shows at once. */
export type PortalFrames = () => Promise<PortalFrame>;

/** Sends a page for people. */
export function sendPage(reply: FastifyReply, html: string, status = 200) {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}

/** Error handler of the pages for citizens: a page in their frame instead of a problem document. */
export function answerWithPage(frames: PortalFrames) {
  return async (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) => {
    const frame = await frames().catch(() => undefined);
    // The frame is in the database: when that is away, the plain problem document says so.
    if (frame === undefined) return answerProblem(error, request, reply);
    const problem = toProblem(error);
    logProblem(problem, error, request);
    const status = pageStatus(problem.status);
    return sendPage(reply, renderError(frame, { status, errorId: problem.errorId }), status);
  };
}

// To a visitor a malformed address is one that does not exist.
function pageStatus(status: number): ErrorModel['status'] {
  if (status === 429 || status === 503) return status;
  return status < 500 ? 404 : 500;
}
