import { AppError } from '@opis/contracts';

/** What a browser says of where a request comes from. */
export type RequestOrigin = {
  method: string;
  host: string;
  headers: {
    readonly 'sec-fetch-site'?: string | string[] | undefined;
    readonly origin?: string | undefined;
  };
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses an act that arrives with a cookie but not from a page of ours (`request.cross-site`). The browser's own word
 * counts (`Sec-Fetch-Site`); where it gives none, an `Origin` that names this very host.
 */
export function refuseCrossSite(request: RequestOrigin): void {
  if (reading.has(request.method) || comesFromOurs(request)) return;
  throw new AppError('forbidden', 'request.cross-site');
}

/** The same for signing in, where there is no cookie yet: a program that names no origin may, another site may not. */
export function refuseForeignSite(request: RequestOrigin): void {
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site === undefined && origin === undefined) return;
  refuseCrossSite(request);
}

function comesFromOurs({ headers, host }: RequestOrigin): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return (
    headers.origin !== undefined && URL.canParse(headers.origin) && new URL(headers.origin).host === host
  );
}
