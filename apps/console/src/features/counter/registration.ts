import type { RegisterDocumentRequest, RegisterDocumentResponse } from '@opis/contracts';
import { NoAnswerError, ProblemError } from '../../api/http.ts';

/**
 * One paper's way to one number. The id is made once and stays until the server has answered; `unanswered` are the
 * bodies that left under it without an answer, oldest first, any of which may have been registered.
 */
export type Attempt = { requestId: string; unanswered: readonly RegisterDocumentRequest[] };

/** A request without its id, which belongs to the attempt. */
export type RegistrationFields = Omit<RegisterDocumentRequest, 'requestId'>;

export type Registered = { response: RegisterDocumentResponse; body: RegisterDocumentRequest };

/**
 * What came of one sending.
 * `registered`: this body has the number.
 * `registered-before`: an earlier body of the same paper had already got its number, which nobody was told; the body
 * that was sent now is not in the register.
 * `refused`: the server said no, nothing was registered by this body.
 * `unanswered`: not known; `attempt` says what to send again.
 */
export type Outcome =
  | ({ kind: 'registered' } & Registered)
  | ({ kind: 'registered-before' } & Registered)
  | { kind: 'refused'; error: ProblemError; attempt: Attempt }
  | { kind: 'unanswered'; error: NoAnswerError | ProblemError; attempt: Attempt };

type Send = (body: RegisterDocumentRequest) => Promise<RegisterDocumentResponse>;

export function newAttempt(): Attempt {
  return { requestId: crypto.randomUUID(), unanswered: [] };
}

/** The attempt as it must be kept before a body leaves: a page that dies in between still knows what to ask. */
export function withUnanswered(attempt: Attempt, fields: RegistrationFields): Attempt {
  const body = { ...fields, requestId: attempt.requestId };
  const sent = JSON.stringify(body);
  const others = attempt.unanswered.filter((earlier) => JSON.stringify(earlier) !== sent);
  return { ...attempt, unanswered: [...others, body] };
}

/**
 * Sends a body under the paper's own id. The id is the promise that there is never a second number: sent again, the
 * server returns the first result; sent with a changed body, it refuses (`request.id-reused`) exactly when an earlier
 * body was registered, and then that one's number is asked for with its own bytes.
 */
export async function sendRegistration(
  send: Send,
  attempt: Attempt,
  fields: RegistrationFields,
): Promise<Outcome> {
  const body = { ...fields, requestId: attempt.requestId };
  try {
    return { kind: 'registered', response: await send(body), body };
  } catch (error) {
    if (isUnanswered(error)) return { kind: 'unanswered', error, attempt: withUnanswered(attempt, fields) };
    if (!(error instanceof ProblemError)) throw error;
    if (error.problem.code === 'request.id-reused') return askForEarlier(send, attempt, error);
    return { kind: 'refused', error, attempt: afterRefusal(attempt) };
  }
}

/** The same id was used for another body: one of the unanswered was registered. Which one, the server tells. */
async function askForEarlier(send: Send, attempt: Attempt, refusal: ProblemError): Promise<Outcome> {
  for (const body of attempt.unanswered.toReversed()) {
    try {
      return { kind: 'registered-before', response: await send(body), body };
    } catch (error) {
      if (isUnanswered(error)) return { kind: 'unanswered', error, attempt };
      if (!(error instanceof ProblemError)) throw error;
      if (error.problem.code !== 'request.id-reused') return { kind: 'refused', error, attempt };
    }
  }
  return { kind: 'refused', error: refusal, attempt: newAttempt() };
}

/** 5xx too: the connection to the database may have broken while the number was being written. */
function isUnanswered(error: unknown): error is NoAnswerError | ProblemError {
  return error instanceof NoAnswerError || (error instanceof ProblemError && error.problem.status >= 500);
}

/** A refused body leaves nothing behind, so that a paper of which nothing is in doubt starts anew. */
function afterRefusal(attempt: Attempt): Attempt {
  return attempt.unanswered.length > 0 ? attempt : newAttempt();
}
