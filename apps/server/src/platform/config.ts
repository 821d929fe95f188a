import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { openTexts } from '@opis/contracts/texts';
import { z } from 'zod';
import messages from '../../messages/settings.ro.json' with { type: 'json' };
import type { S3Settings } from './files/open-file-store.ts';
import type { MailSettings } from './mail/mailer.ts';
import { OperatorError } from './operator-error.ts';
import type { ProcessingSettings } from './processing/processing-settings.ts';
import { startText } from './start-texts.ts';

/** Every setting of the program, read once at the start. What each means: `docs/settings.md`, written from here. */
export type Config = {
  host: string;
  /** 0: whichever is free. */
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Undefined: the embedded server of the data folder. */
  database: { appUrl: string; ownerUrl: string; workerUrl: string } | undefined;
  /** `serve` runs jobs too; otherwise only `worker` does. */
  worker: boolean;
  /** How many jobs a process runs at once. */
  workerJobs: number;
  /** The invented institution that an empty database gets; undefined: none. */
  demo: 'town-hall' | 'dgaspc' | 'das' | undefined;
  /** Base of the addresses printed for citizens, without a slash at the end. */
  publicUrl: string;
  logLevel: string;
  /** As Fastify takes it: everybody, nobody, or addresses separated by commas. */
  trustProxy: boolean | string;
  /** Absolute; signed heads are written there too. */
  witnessDir: string | undefined;
  /** Absolute; the log and the copies go there, on another disk. */
  archiveDir: string | undefined;
  /** Of a role with REPLICATION on the institution's own server; the embedded one has its own. */
  backupUrl: string | undefined;
  /** How many copies of each kind stay in the archive. */
  keepCopies: number;
  s3: S3Settings | undefined;
  /** The institution's mail server; undefined: nothing is mailed. */
  mail: MailSettings | undefined;
  /** Name servers that are asked about domains of e-mail; none: nobody is. */
  dnsServers: readonly string[];
  /** Where a mail server hands messages over; undefined: nobody listens. */
  mailIntake: { host: string; port: number; protocol: 'smtp' | 'lmtp'; peers: readonly string[] } | undefined;
  /** A message that comes in above it is refused. */
  maxMessageBytes: number;
  /** How people sign; `demonstration`: with keys in files, in an invented institution alone. */
  signing: {
    way: 'off' | 'demonstration' | 'csc';
    csc: { url: string; clientId: string; clientSecret: string } | undefined;
    timeStamp: { url: string; user: string | undefined; password: string | undefined } | undefined;
  };
  maxUploadBytes: number;
  /** Absolute; scanners drop their files there, each office and counter in a folder of its own. */
  scanDir: string | undefined;
  /** What is done with every file that is kept. */
  processing: ProcessingSettings;
  /** Media types, `type/*` for a whole family. */
  forbiddenTypes: readonly string[];
  /** What the programs that we start inherit. */
  environment: NodeJS.ProcessEnv;
};

const wholeNumber = z.string().regex(/^\d+$/).transform(Number);
const folder = z.string().transform((path) => resolve(path));
const toolPath = z.string().regex(/^(off|\/.+)$/);
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const originUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => ['', '/'].includes(new URL(text).pathname) && !/[?#@]/.test(text))
  .transform((text) => new URL(text).origin);
const mediaTypes = z
  .string()
  .transform((list) => list.split(',').map((type) => type.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^[a-z0-9.+-]+\/(\*|[a-z0-9.+-]+)$/)));
const nameServers = z
  .string()
  .transform((list) => list.split(',').map((server) => server.trim()))
  .pipe(z.array(z.string().regex(/^(\[[0-9a-f:]+\](:\d+)?|[0-9a-f:.]+|\d+\.\d+\.\d+\.\d+:\d+)$/i)));
const proxies = z.union([
  z.enum(['0', '1']).transform((flag) => flag === '1'),
  z
    .string()
    .refine((list) => list.split(',').every((address) => isIP(address.trim().replace(/\/\d+$/, '')) > 0)),
]);

const peers = z
  .string()
  .transform((list) => list.split(',').map((peer) => peer.trim()))
  .refine((list) =>
    list.every((peer) => {
      const [address = '', bits = '0', ...rest] = peer.split('/');
      const family = isIP(address);
      return (
        family > 0 && rest.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)
      );
    }),
  );

/** The names as they stand in the environment, each with its rule and its default. */
export const settings = {
  PORT: wholeNumber.pipe(z.number().max(65535)).default(8080),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  OPIS_DATA_DIR: folder.prefault('./data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_WORKER_URL: postgresUrl.optional(),
  OPIS_WORKER: z.enum(['0', '1']).default('1'),
  OPIS_WORKER_JOBS: wholeNumber.pipe(z.number().min(1).max(32)).default(2),
  OPIS_DEMO: z.enum(['0', '1', 'dgaspc', 'das']).default('1'),
  OPIS_PUBLIC_URL: originUrl.optional(),
  OPIS_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  OPIS_TRUST_PROXY: proxies.default(false),
  OPIS_WITNESS_DIR: folder.optional(),
  OPIS_ARCHIVE_DIR: folder.optional(),
  DATABASE_BACKUP_URL: postgresUrl.optional(),
  OPIS_KEEP_COPIES: wholeNumber.pipe(z.number().min(2).max(366)).default(7),
  OPIS_S3_BUCKET: z.string().optional(),
  OPIS_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OPIS_S3_REGION: z.string().optional(),
  OPIS_S3_ACCESS_KEY: z.string().optional(),
  OPIS_S3_SECRET_KEY: z.string().optional(),
  OPIS_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  OPIS_MAIL_FROM: z.email().optional(),
  OPIS_DNS_SERVERS: nameServers.default([]),
  OPIS_INTAKE_PORT: wholeNumber.pipe(z.number().min(1).max(65535)).optional(),
  OPIS_INTAKE_HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  OPIS_INTAKE_PROTOCOL: z.enum(['smtp', 'lmtp']).default('smtp'),
  OPIS_INTAKE_PEERS: peers.default(['127.0.0.1', '::1']),
  OPIS_MAX_MESSAGE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(150 * 1024 ** 2),
  OPIS_MAIL_SUBADDRESS: z.enum(['0', '1']).default('1'),
  OPIS_MAIL_PER_ADDRESS: wholeNumber.pipe(z.number().min(1).max(1000)).default(20),
  OPIS_MAIL_PER_HOUR: wholeNumber.pipe(z.number().min(1).max(100_000)).default(2000),
  OPIS_MAIL_MAX_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(25 * 1024 ** 2),
  OPIS_SIGNING: z.enum(['demonstration', 'csc', 'off']).default('demonstration'),
  OPIS_CSC_URL: z
    .url({ protocol: /^https?$/ })
    .regex(/\/csc\/v2$/)
    .optional(),
  OPIS_CSC_CLIENT_ID: z.string().optional(),
  OPIS_CSC_CLIENT_SECRET: z.string().optional(),
  OPIS_TIMESTAMP_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPIS_TIMESTAMP_USER: z.string().optional(),
  OPIS_TIMESTAMP_PASSWORD: z.string().optional(),
  OPIS_MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(2 * 1024 ** 3),
  OPIS_SCAN_DIR: folder.optional(),
  OPIS_FORBIDDEN_TYPES: mediaTypes.default([]),
  OPIS_CLAMD: z
    .string()
    .regex(/^(\/.+|[\w.-]+:\d+|\[[0-9a-fA-F:]+\]:\d+)$/)
    .optional(),
  OPIS_HOLD_UNTIL_CLEAN: z.enum(['0', '1']).default('0'),
  OPIS_OCR_ENGINES: wholeNumber.pipe(z.number().min(1).max(16)).default(1),
  OPIS_TESSERACT: toolPath.optional(),
  OPIS_GHOSTSCRIPT: toolPath.optional(),
  OPIS_LIBREOFFICE: toolPath.optional(),
  OPIS_ARCHIVE_COPIES: z.enum(['0', '1']).default('1'),
} as const;

export type SettingName = keyof typeof settings;

/** Settings that only mean something together: all of a group, or none. */
const groups: readonly (readonly SettingName[])[] = [
  ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_WORKER_URL'],
  ['OPIS_SMTP_URL', 'OPIS_MAIL_FROM'],
  ['OPIS_S3_BUCKET', 'OPIS_S3_REGION', 'OPIS_S3_ACCESS_KEY', 'OPIS_S3_SECRET_KEY'],
  ['OPIS_CSC_URL', 'OPIS_CSC_CLIENT_ID', 'OPIS_CSC_CLIENT_SECRET'],
  ['OPIS_TIMESTAMP_USER', 'OPIS_TIMESTAMP_PASSWORD'],
];

/** The address of the bucket's service means something only beside a bucket; so with the copies of a server of one's own. */
const needs: readonly (readonly [SettingName, SettingName])[] = [
  ['OPIS_S3_ENDPOINT', 'OPIS_S3_BUCKET'],
  ['DATABASE_BACKUP_URL', 'DATABASE_URL'],
  ['OPIS_TIMESTAMP_USER', 'OPIS_TIMESTAMP_URL'],
];

export const settingText = openTexts(messages);

const Settings = z.object(settings);

/** Reads the environment; throws `OperatorError` with the whole list of what is wrong. No value is repeated in it. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(given);
  const wrong = new Set([...listInvalid(result.error), ...listMissing(given)]);
  const complaints = [...describeWrong(wrong), ...describeUnknown(given)];
  if (!result.success || complaints.length > 0) {
    throw new OperatorError(
      [startText('config.invalid'), ...complaints.map((line) => `  ${line}`)].join('\n'),
    );
  }
  return toConfig(result.data, environment);
}

const listInvalid = (error: z.ZodError | undefined): string[] =>
  (error?.issues ?? []).map((issue) => String(issue.path[0]));

function listMissing(given: NodeJS.ProcessEnv): string[] {
  const halves = groups.filter((group) => group.some((name) => given[name] !== undefined));
  const needed = needs.filter(([name]) => given[name] !== undefined).map(([, other]) => other);
  // A way of signing without its provider would be found out by the first who signs.
  const provider = given.OPIS_SIGNING === 'csc' ? (['OPIS_CSC_URL', 'OPIS_CSC_CLIENT_ID'] as const) : [];
  // To wait for an antivirus that is not there would be to wait for ever.
  const antivirus = given.OPIS_HOLD_UNTIL_CLEAN === '1' ? (['OPIS_CLAMD'] as const) : [];
  return [...halves.flat(), ...needed, ...provider, ...antivirus].filter((name) => given[name] === undefined);
}

const describeWrong = (wrong: ReadonlySet<string>): string[] =>
  Object.keys(settings)
    .filter(isSettingName)
    .filter((name) => wrong.has(name))
    .map((name) => settingText('wrong', { name, rule: settingText(`${name}.rule`) }));

const isSettingName = (name: string): name is SettingName => name in settings;

// A name with a letter wrong would be passed over in silence, and the institution would run with the default.
function describeUnknown(given: NodeJS.ProcessEnv): string[] {
  const unknown = Object.keys(given).filter((name) => name.startsWith('OPIS_') && !isSettingName(name));
  return unknown.map((name) => settingText('unknown', { name }));
}

const demonstrationOf = { '0': undefined, '1': 'town-hall', dgaspc: 'dgaspc', das: 'das' } as const;

function toConfig(given: z.infer<typeof Settings>, environment: NodeJS.ProcessEnv): Config {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, DATABASE_WORKER_URL: workerUrl } = given;
  const database = appUrl && ownerUrl && workerUrl ? { appUrl, ownerUrl, workerUrl } : undefined;
  return {
    host: given.HOST,
    port: given.PORT,
    dataDir: given.OPIS_DATA_DIR,
    database,
    worker: given.OPIS_WORKER === '1',
    workerJobs: given.OPIS_WORKER_JOBS,
    demo: demonstrationOf[given.OPIS_DEMO],
    publicUrl: given.OPIS_PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    logLevel: given.OPIS_LOG_LEVEL,
    trustProxy: given.OPIS_TRUST_PROXY,
    witnessDir: given.OPIS_WITNESS_DIR,
    archiveDir: given.OPIS_ARCHIVE_DIR,
    backupUrl: given.DATABASE_BACKUP_URL,
    keepCopies: given.OPIS_KEEP_COPIES,
    s3: toS3(given),
    mail: toMail(given),
    dnsServers: given.OPIS_DNS_SERVERS,
    mailIntake: toMailIntake(given),
    maxMessageBytes: given.OPIS_MAX_MESSAGE_BYTES,
    signing: toSigning(given),
    maxUploadBytes: given.OPIS_MAX_UPLOAD_BYTES,
    scanDir: given.OPIS_SCAN_DIR,
    processing: toProcessing(given),
    forbiddenTypes: given.OPIS_FORBIDDEN_TYPES,
    environment,
  };
}

// RFC 5321, 4.5.3.2.6: a server may take minutes to judge a message that it has whole.
const mailQuietMs = 5 * 60_000;

function toMailIntake(given: z.infer<typeof Settings>): Config['mailIntake'] {
  const { OPIS_INTAKE_PORT: port, OPIS_INTAKE_HOST: host, OPIS_INTAKE_PROTOCOL: protocol } = given;
  return port === undefined ? undefined : { host, port, protocol, peers: given.OPIS_INTAKE_PEERS };
}

function toMail(given: z.infer<typeof Settings>): MailSettings | undefined {
  const { OPIS_SMTP_URL: url, OPIS_MAIL_FROM: from } = given;
  if (!url || !from) return undefined;
  return {
    ...{ url, from, subaddress: given.OPIS_MAIL_SUBADDRESS === '1' },
    limits: { perAddress: given.OPIS_MAIL_PER_ADDRESS, inAll: given.OPIS_MAIL_PER_HOUR },
    quietMs: mailQuietMs,
    maxBytes: given.OPIS_MAIL_MAX_BYTES,
  };
}

function toProcessing(given: z.infer<typeof Settings>): ProcessingSettings {
  return {
    scanner: given.OPIS_CLAMD,
    holdUntilClean: given.OPIS_HOLD_UNTIL_CLEAN === '1',
    engines: given.OPIS_OCR_ENGINES,
    archiveCopies: given.OPIS_ARCHIVE_COPIES === '1',
    tools: {
      tesseract: given.OPIS_TESSERACT,
      ghostscript: given.OPIS_GHOSTSCRIPT,
      libreOffice: given.OPIS_LIBREOFFICE,
    },
  };
}

function toS3(given: z.infer<typeof Settings>): S3Settings | undefined {
  const { OPIS_S3_BUCKET: bucket, OPIS_S3_REGION: region } = given;
  const { OPIS_S3_ACCESS_KEY: accessKeyId, OPIS_S3_SECRET_KEY: secretAccessKey } = given;
  if (!bucket || !region || !accessKeyId || !secretAccessKey) return undefined;
  return { bucket, region, endpoint: given.OPIS_S3_ENDPOINT, accessKeyId, secretAccessKey };
}

function toSigning(given: z.infer<typeof Settings>): Config['signing'] {
  const { OPIS_CSC_URL: url, OPIS_CSC_CLIENT_ID: clientId, OPIS_CSC_CLIENT_SECRET: clientSecret } = given;
  const { OPIS_TIMESTAMP_URL: hour, OPIS_TIMESTAMP_USER: user, OPIS_TIMESTAMP_PASSWORD: password } = given;
  return {
    way: given.OPIS_SIGNING,
    csc: url && clientId && clientSecret ? { url, clientId, clientSecret } : undefined,
    timeStamp: hour ? { url: hour, user, password } : undefined,
  };
}
