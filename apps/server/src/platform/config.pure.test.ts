import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig, settings } from './config.ts';
import { describeSettings } from './settings-page.ts';

test('nothing set is the demonstration on this machine alone', () => {
  expect(loadConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    dataDir: join(process.cwd(), 'data'),
    database: undefined,
    demo: 'town-hall',
    publicUrl: 'http://localhost:8080',
    s3: undefined,
    trustProxy: false,
    maxUploadBytes: 2_147_483_648,
    forbiddenTypes: [],
  });
});

test('an empty variable is as if it were not set', () => {
  expect(loadConfig({ PORT: '', DATABASE_URL: '', OPIS_DEMO: '' })).toMatchObject({
    port: 8080,
    demo: 'town-hall',
  });
});

test('an empty database gets the demonstration unless it is refused, the institution’s own too', () => {
  const own = {
    DATABASE_URL: 'postgres://a:b@db/opis',
    DATABASE_OWNER_URL: 'postgres://o:b@db/opis',
    DATABASE_WORKER_URL: 'postgres://w:b@db/opis',
  };
  expect(loadConfig(own)).toMatchObject({ demo: 'town-hall', database: { appUrl: own.DATABASE_URL } });
  expect(loadConfig({ ...own, OPIS_DEMO: '0' }).demo).toBeUndefined();
  expect(loadConfig({ OPIS_DEMO: '0' }).demo).toBeUndefined();
});

test('everything that is wrong is said at once, and no value is repeated', () => {
  const wrong = {
    PORT: '99999',
    HOST: 'a b',
    DATABASE_URL: 'mysql://root:very-secret@db/opis',
    OPIS_DEMO: 'yes',
    OPIS_PUBLIC_URL: 'https://registratura.example/opis',
    OPIS_LOG_LEVEL: 'loud',
    OPIS_TRUST_PROXY: 'everybody',
    OPIS_S3_BUCKET: 'files',
    OPIS_MAX_UPLOAD_BYTES: '2GB',
    OPIS_FORBIDDEN_TYPES: 'exe',
    OPIS_DEOM: '0',
  };
  const complaint = complaintOf(wrong);
  const named = complaint
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(':')[0]);
  expect(named).toEqual([
    'PORT',
    'HOST',
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'DATABASE_WORKER_URL',
    'OPIS_DEMO',
    'OPIS_PUBLIC_URL',
    'OPIS_LOG_LEVEL',
    'OPIS_TRUST_PROXY',
    'OPIS_S3_REGION',
    'OPIS_S3_ACCESS_KEY',
    'OPIS_S3_SECRET_KEY',
    'OPIS_MAX_UPLOAD_BYTES',
    'OPIS_FORBIDDEN_TYPES',
    'OPIS_DEOM',
  ]);
  expect(complaint).not.toContain('very-secret');
});

test.each([
  [{ DATABASE_URL: 'postgres://a:b@db/opis' }, ['DATABASE_OWNER_URL', 'DATABASE_WORKER_URL']],
  [{ DATABASE_OWNER_URL: 'postgres://a:b@db/opis' }, ['DATABASE_URL', 'DATABASE_WORKER_URL']],
  [{ OPIS_S3_BUCKET: 'files' }, ['OPIS_S3_REGION', 'OPIS_S3_ACCESS_KEY', 'OPIS_S3_SECRET_KEY']],
  [{ OPIS_S3_ENDPOINT: 'https://s3.example' }, ['OPIS_S3_BUCKET']],
])('what belongs together is asked for together: %j', (given, missing) => {
  const named = complaintOf(given)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(':')[0]);
  expect(named).toEqual(missing);
});

test('a whole bucket, proxies and forbidden types are understood', () => {
  const config = loadConfig({
    OPIS_S3_BUCKET: 'files',
    OPIS_S3_ENDPOINT: 'https://s3.example',
    OPIS_S3_REGION: 'eu-central-1',
    OPIS_S3_ACCESS_KEY: 'key',
    OPIS_S3_SECRET_KEY: 'secret',
    OPIS_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8',
    OPIS_FORBIDDEN_TYPES: 'Video/*, application/zip',
    OPIS_PUBLIC_URL: 'https://registratura.example/',
  });
  expect(config).toMatchObject({
    s3: { bucket: 'files', endpoint: 'https://s3.example', region: 'eu-central-1' },
    trustProxy: '127.0.0.1, 10.0.0.0/8',
    forbiddenTypes: ['video/*', 'application/zip'],
    publicUrl: 'https://registratura.example',
  });
});

test('docs/settings.md describes every setting as it is declared (else: npm run docs:settings)', () => {
  const page = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'settings.md');
  expect(readFileSync(page, 'utf8')).toBe(describeSettings());
  expect(Object.keys(settings).filter((name) => !describeSettings().includes(`\`${name}\``))).toEqual([]);
});

function complaintOf(environment: NodeJS.ProcessEnv): string {
  try {
    loadConfig(environment);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
