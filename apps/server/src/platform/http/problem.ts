import { AppError, type ErrorCode, type ErrorFamily, errorCodes, type Problem } from '@opis/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { newId } from '../ids.ts';
import { errorText } from '../texts.ts';
import { toDatabaseFailure } from './database-failure.ts';
import { securityHeaders } from './security-headers.ts';

/** The one table from the kind of failure to the status. */
const statusOf: Readonly<Record<ErrorFamily, number>> = {
  validation: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'limit-exceeded': 429,
  dependency: 503,
};

/** What Fastify and Node themselves refuse before any of our code runs. */
const frameworkCodes: Readonly<Record<string, { status: number; code: ErrorCode }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'request.too-large' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'request.unsupported-media-type' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'request.malformed' },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'request.malformed' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'request.malformed' },
  FST_ERR_BAD_URL: { status: 400, code: 'request.malformed' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 404, code: 'request.not-found' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'request.too-large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request.malformed' },
};

/** Turns whatever was thrown into a problem document. Only a known failure says what it was; the rest only an id. */
export function answerProblem(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(error);
  logProblem(problem, error, request);
  if (reply.raw.headersSent) return reply.raw.destroy();
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** The same for an address that the router cannot read: no hook has run, so the strict headers are put on here. */
export function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  return answerProblem(error, request, reply.headers(securityHeaders));
}

/**
 * Ours to mend: an error with its trace. What we stand on is away: the reason alone, for there are as many of them as
 * callers. Refused: a line for who looks for it.
 */
export function logProblem(problem: Problem, error: Error, request: FastifyRequest) {
  const log = { errorId: problem.errorId, code: problem.code, route: request.routeOptions.url };
  if (problem.status === 503) request.log.warn({ ...log, reason: error.message }, 'request to be repeated');
  else if (problem.status >= 500) request.log.error({ ...log, err: error }, 'request failed');
  else request.log.debug(log, 'request refused');
}

/** Answer for an address that nothing serves. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply) {
  return answerProblem(new AppError('not-found', 'request.not-found'), request, reply);
}

/** The failure in the words of a problem document, whatever door it came through. */
export function toProblem(error: FastifyError | AppError): Problem & { conflict?: object } {
  if (error instanceof AppError) {
    const said = problem(statusOf[error.family], error.code, error.fields);
    return error.conflict === undefined ? said : { ...said, conflict: error.conflict };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return problem(422, 'request.invalid', error.validation.flatMap(toFields));
  }
  const known = frameworkCodes[error.code];
  if (known) return problem(known.status, known.code);
  if (error.statusCode === 429) return problem(429, 'request.rate-limited');
  if (error instanceof SyntaxError || error.statusCode === 400) return problem(400, 'request.malformed');
  const failure = toDatabaseFailure(error);
  if (failure) return problem(503, failure);
  return problem(500, 'internal.unexpected');
}

function problem(status: number, code: ErrorCode, fields: AppError['fields'] = []): Problem {
  return {
    type: `urn:opis:problem:${code}`,
    title: code,
    status,
    detail: errorText(code),
    code,
    errorId: newId(),
    fields: fields.map((field) => ({ ...field, detail: errorText(field.code) })),
  };
}

type Issue = { keyword: string; instancePath: string; message?: string; params: Record<string, unknown> };

function toFields(issue: Issue): AppError['fields'] {
  const path = issue.instancePath.split('/').filter(Boolean).join('.');
  const keys = issue.params.keys;
  if (issue.keyword === 'unrecognized_keys' && Array.isArray(keys)) {
    return keys.map((key) => ({
      path: [path, key].filter(Boolean).join('.'),
      code: 'field.unexpected' as const,
    }));
  }
  return [{ path, code: issueCode(issue) }];
}

const codesByIssue: Readonly<Record<string, ErrorCode>> = {
  too_big: 'field.too-long',
  too_small: 'field.too-short',
};

function issueCode(issue: Issue): ErrorCode {
  const own = errorCodes.find((code) => code === issue.message);
  if (own) return own;
  if (issue.keyword === 'invalid_type' && issue.message?.endsWith('received undefined'))
    return 'field.required';
  return codesByIssue[issue.keyword] ?? 'field.invalid';
}
