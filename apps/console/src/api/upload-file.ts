import type { Problem, UploadResponse } from '@opis/contracts';
import { apiUrl, NoAnswerError, ProblemError } from './http.ts';
import { sessionGate } from './session-gate.ts';

type UploadOptions = { onProgress: (sent: number) => void; signal: AbortSignal };

/** Sends a file's bytes as they are. XMLHttpRequest, because fetch does not tell how much has left. */
export async function uploadFile(file: File, options: UploadOptions): Promise<UploadResponse> {
  try {
    return await sendFile(file, options);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'identity.not-signed-in') throw error;
    await sessionGate.waitForSignIn(error);
    return sendFile(file, options);
  }
}

function sendFile(file: File, { onProgress, signal }: UploadOptions): Promise<UploadResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<UploadResponse>();
  const xhr = new XMLHttpRequest();
  xhr.open('POST', apiUrl('/uploads', { name: file.name }));
  xhr.setRequestHeader('content-type', 'application/octet-stream');
  xhr.responseType = 'json';
  xhr.upload.onprogress = (event) => onProgress(event.loaded);
  xhr.onerror = () => reject(new NoAnswerError('upload cut'));
  xhr.onabort = () => reject(new DOMException('aborted', 'AbortError'));
  xhr.onload = () => {
    if (xhr.status >= 200 && xhr.status < 300 && xhr.response) resolve(xhr.response as UploadResponse);
    else
      reject(
        isProblem(xhr.response) ? new ProblemError(xhr.response) : new NoAnswerError(`status ${xhr.status}`),
      );
  };
  signal.addEventListener('abort', () => xhr.abort(), { once: true });
  xhr.send(file);
  return promise;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
