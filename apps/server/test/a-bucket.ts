import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { afterAll } from 'vitest';
import { createS3Client } from '../src/platform/files/s3-file-store.ts';

/** A bucket on an S3-compatible server that is not ours, on a port of its own; gone when the file's tests are over. */
export type Bucket = {
  readonly client: S3Client;
  readonly bucket: string;
  readonly endpoint: string;
  overwrite(key: string, bytes: string): Promise<void>;
  stop(): Promise<void>;
  /** How many conditional writes the server is still to answer with 409, as S3 does to two at the same moment. */
  readonly conflicts: { left: number };
};

export async function aBucket(): Promise<Bucket> {
  const directory = await mkdtemp(join(tmpdir(), 'opis-s3-'));
  const bucket = 'opis-documents';
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const conflicts = { left: 0 };
  honourIfNoneMatch(server, bucket, conflicts);
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  const client = createS3Client({ region: 'eu', endpoint, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= server.close().then(() => client.destroy()));
  afterAll(async () => {
    await stop();
    await rm(directory, { recursive: true, force: true });
  });
  const overwrite = async (key: string, bytes: string) => {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
  };
  return { client, bucket, endpoint, overwrite, stop, conflicts };
}

// The one rule of today's S3 that this server does not know (Amazon S3, conditional writes).
function honourIfNoneMatch(server: S3rver, bucket: string, conflicts: { left: number }) {
  server.middleware.unshift(async (context, next) => {
    if (context.method !== 'PUT' || context.get('if-none-match') !== '*') return await next();
    if (conflicts.left > 0) {
      conflicts.left -= 1;
      context.status = 409;
    } else if (await server.store.existsObject(bucket, context.path.slice(bucket.length + 2)))
      context.status = 412;
    else await next();
  });
}
