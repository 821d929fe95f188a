import { Readable } from 'node:stream';
import rateLimit from '@fastify/rate-limit';
import { AppError, isPlainDate } from '@opis/contracts';
import { emptyForm, renderHeads, renderVerification, renderVerificationForm } from '@opis/portal';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import { answerWithPage, type PortalFrames, sendPage } from '../../platform/http/portal-pages.ts';
import { withMinimumDuration } from '../../platform/minimum-duration.ts';
import {
  readForm,
  readScanned,
  ScannedParams,
  toFormValues,
  VerificationQuery,
} from './public/paper-claim.ts';
import { listSignedDays, readHeadLines } from './public/signed-days.ts';
import { toVerificationModel } from './public/verification-model.ts';
import type { PaperClaim, Verification } from './public/verify-entry.ts';

export type RegistryPagesDeps = {
  db: Db;
  frames: PortalFrames;
  /** Looks a paper up in the public registers. */
  verifyEntry: (claim: PaperClaim) => Promise<Verification>;
  /** Public key of the technical seal, PEM. */
  sealPublicKey: string;
};

const defaults = {
  /** Per address and minute: a town hall's own visitors share one address behind its router. */
  pagesPerMinute: 30,
  /** An answer leaves at a whole multiple of this, found or not. */
  answerStepMs: 150,
};

const page = { config: { public: true } };
const hidden = { hide: true };
const HeadsQuery = z.object({ inainte: z.string().refine(isPlainDate).optional().catch(undefined) });
const notFound: Verification = { kind: 'not-found' };

/** The register's door for citizens: no account, no script, and a limit for who guesses. */
export async function registryPages(
  app: Http,
  deps: RegistryPagesDeps,
  options: Partial<typeof defaults> = {},
): Promise<void> {
  const settings = { ...defaults, ...options };
  const plugin: FastifyPluginAsync = async (scope) => {
    const pages = scope as Http;
    await pages.register(rateLimit, { max: settings.pagesPerMinute, timeWindow: '1 minute' });
    pages.setErrorHandler(answerWithPage(deps.frames));
    verificationPages(pages, deps, settings.answerStepMs);
    headsPages(pages, deps);
    for (const rest of ['/v/*', '/registru/*']) pages.get(rest, { ...page, schema: hidden }, refuse);
  };
  await app.register(plugin);
}

async function refuse(): Promise<never> {
  throw new AppError('not-found', 'request.not-found');
}

function verificationPages(pages: Http, deps: RegistryPagesDeps, answerStepMs: number) {
  const answer = (reply: FastifyReply, claim: PaperClaim | undefined, asked = emptyForm) =>
    withMinimumDuration(answerStepMs, async () => {
      const found = claim ? await deps.verifyEntry(claim) : notFound;
      const model = claim ? toVerificationModel(claim, found) : ({ outcome: 'not-found' } as const);
      const html = renderVerification(await deps.frames(), { model, asked });
      return { html, status: model.outcome === 'found' ? 200 : 404 };
    }).then(({ html, status }) => sendPage(reply, html, status));

  pages.get(
    '/v',
    { ...page, schema: { ...hidden, querystring: VerificationQuery } },
    async (request, reply) => {
      const { query } = request;
      const isEmpty = Object.values(query).every((value) => value === '');
      if (isEmpty) return sendPage(reply, renderVerificationForm(await deps.frames()));
      const form = readForm(query);
      const values = toFormValues(query);
      if ('claim' in form) return answer(reply, form.claim, values);
      return sendPage(
        reply,
        renderVerificationForm(await deps.frames(), { values, errors: form.errors }),
        422,
      );
    },
  );

  pages.get(
    '/v/:register/:year/:number/:code',
    { ...page, schema: { ...hidden, params: ScannedParams } },
    (request, reply) => answer(reply, readScanned(request.params)),
  );

  // Without the code nothing may be said of a number whose day is not given: the form asks for it.
  pages.get(
    '/v/:register/:year/:number',
    { ...page, schema: { ...hidden, params: ScannedParams } },
    async (request, reply) => {
      const values = { ...emptyForm, number: `${request.params.number}/` };
      return sendPage(reply, renderVerificationForm(await deps.frames(), { values }));
    },
  );
}

function headsPages(pages: Http, deps: RegistryPagesDeps) {
  pages.get(
    '/registru/amprente',
    { ...page, schema: { ...hidden, querystring: HeadsQuery } },
    async (request, reply) => {
      const before = request.query.inainte;
      const { days, hasOlder } = await listSignedDays(deps.db, before);
      const older = hasOlder ? `/registru/amprente?inainte=${days.at(-1)?.day}` : null;
      const model = { days, older, isNewest: before === undefined, publicKey: deps.sealPublicKey };
      return sendPage(reply, renderHeads(await deps.frames(), model));
    },
  );

  pages.get('/registru/amprente/heads.jsonl', { ...page, schema: hidden }, (_request, reply) =>
    reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', 'attachment; filename="heads.jsonl"')
      .send(Readable.from(readHeadLines(deps.db))),
  );
}
