import {
  AddPasskeyRequest,
  ConfirmedByPassword,
  ConfirmTotpRequest,
  Id,
  PasskeyOptions,
  RecoveryCodes,
  SecondFactors,
  TotpOffer,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../identity-hook.ts';
import { addPasskey, offerPasskey } from './add-passkey.ts';
import { listSecondFactors } from './list-second-factors.ts';
import { removePasskey } from './remove-passkey.ts';
import type { PasskeyDeps } from './second-factor-deps.ts';
import { confirmTotp, offerTotp, removeTotp, renewRecoveryCodes } from './totp-factor.ts';

const base = '/api/v1/second-factors';
const noContent = { 204: z.null() };

/** How one comes in beside the password: everybody changes only their own, from a browser session. */
export function secondFactorRoutes(app: Http, deps: PasskeyDeps) {
  app.get(base, { schema: { response: { 200: SecondFactors } } }, (request) =>
    listSecondFactors(deps, actorOf(request)),
  );
  totpRoutes(app, deps);
  passkeyRoutes(app, deps);
}

function totpRoutes(app: Http, deps: PasskeyDeps) {
  app.post(
    `${base}/totp`,
    { schema: { body: ConfirmedByPassword, response: { 200: TotpOffer } } },
    async (request) => {
      const issuer = await deps.relyingParty.name();
      return offerTotp(deps, actorOf(request), { ...request.body, issuer, address: request.ip });
    },
  );
  app.post(
    `${base}/totp/confirm`,
    { schema: { body: ConfirmTotpRequest, response: { 200: RecoveryCodes } } },
    (request) => confirmTotp(deps, actorOf(request), request.body),
  );
  app.post(
    `${base}/totp/remove`,
    { schema: { body: ConfirmedByPassword, response: noContent } },
    async (request, reply) => {
      await removeTotp(deps, actorOf(request), { ...request.body, address: request.ip });
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${base}/recovery-codes`,
    { schema: { body: ConfirmedByPassword, response: { 200: RecoveryCodes } } },
    (request) => renewRecoveryCodes(deps, actorOf(request), { ...request.body, address: request.ip }),
  );
}

function passkeyRoutes(app: Http, deps: PasskeyDeps) {
  app.post(
    `${base}/passkey-options`,
    { schema: { body: ConfirmedByPassword, response: { 200: PasskeyOptions } } },
    async (request) => ({
      options: {
        ...(await offerPasskey(deps, actorOf(request), { ...request.body, address: request.ip })),
      },
    }),
  );
  app.post(
    `${base}/passkeys`,
    { schema: { body: AddPasskeyRequest, response: { 201: z.object({ id: Id }) } } },
    async (request, reply) => reply.code(201).send(await addPasskey(deps, actorOf(request), request.body)),
  );
  app.delete(
    `${base}/passkeys/:id`,
    { schema: { params: z.object({ id: Id }), response: noContent } },
    async (request, reply) => {
      await removePasskey(deps, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
