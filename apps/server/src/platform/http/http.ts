import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Log } from '../log.ts';
import { answerClientError } from './client-error.ts';
import { answerNotFound, answerProblem, answerUnroutable } from './problem.ts';
import { addSecurityHeaders } from './security-headers.ts';

/** The HTTP server as modules see it: routes declare zod schemas, answers are stripped to their schema. */
export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse<IncomingMessage>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What any JSON body may weigh; uploads stream past it. */
export const maxBodyBytes = 1024 * 1024;

/** An empty server: validation, problem documents, headers. Doors of the modules are hung on it in `compose.ts`. */
export function createHttp(options: { log: Log; trustProxy: boolean | string }): Http {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: maxBodyBytes,
    // Router paths are matched without regard to case, so that an upper-case QR address (the smaller code) works.
    routerOptions: { caseSensitive: false, maxParamLength: 200 },
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerClientError,
    // A large upload may take its time; a connection that says nothing for two minutes is gone.
    requestTimeout: 0,
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(answerNotFound);
  addSecurityHeaders(app as unknown as Http);
  return app as unknown as Http;
}
