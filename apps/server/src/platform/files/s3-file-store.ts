import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { FileStore, ReceivedFile } from './file-store.ts';
import { isSha256, objectKey } from './object-key.ts';
import type { S3Settings } from './open-file-store.ts';
import { receiveFile, removeQuietly, type TemporaryFile } from './receive-file.ts';
import { toStorageError } from './storage-error.ts';
import { sweepFolder } from './sweep-folder.ts';

/** Where the objects lie, and where files wait on this machine while they are hashed. */
export type S3Place = { readonly client: S3Client; readonly bucket: string; readonly temporary: string };

const silent = () => {};

/** Path style, so that a service on one host name works; a far side that says nothing for a minute is given up. */
export function createS3Client(settings: Omit<S3Settings, 'bucket'>): S3Client {
  return new S3Client({
    region: settings.region,
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    forcePathStyle: true,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    // It would write to the console; what went wrong comes back as an error, and that is logged.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

/** A store in a bucket, with the keys of the local one. Bytes are hashed in a local file first: the key is their hash. */
export async function openS3FileStore(place: S3Place): Promise<FileStore> {
  await mkdir(place.temporary, { recursive: true, mode: 0o750 });
  return {
    receive: async (bytes, limits) => {
      const file = await receiveFile(place.temporary, bytes, limits);
      return await sendAhead(place, file);
    },
    open: (sha256) => getObject(place, sha256),
    has: async (sha256) => (await sizeOf(place, sha256)) !== undefined,
    remove: (sha256) => removeObject(place, sha256),
    withLocalCopy: (sha256, use) => withLocalCopy(place, { sha256, use }),
    listOlderThan: (moment) => listObjects(place, moment),
    sweepTemporary: (moment) => sweepFolder(place.temporary, moment),
  };
}

// The long way over the network is gone before any lock is taken; `keep` then only looks, and mends if it must.
async function sendAhead(place: S3Place, file: TemporaryFile): Promise<ReceivedFile> {
  const discard = () => removeQuietly(file.path);
  const keep = () => putWhereAbsent(place, file);
  await keep().catch(async (error) => {
    await discard();
    throw error;
  });
  return {
    sha256: file.sha256,
    size: file.size,
    mediaType: file.mediaType,
    localPath: file.path,
    keep,
    discard,
  };
}

async function putWhereAbsent(place: S3Place, file: TemporaryFile): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await sizeOf(place, file.sha256);
    if (found === file.size) return;
    try {
      // What lies there with another size is damaged: it is mended, not kept.
      await place.client.send(putCommand(place, file, found === undefined ? '*' : undefined));
      return;
    } catch (error) {
      const status = statusOf(error);
      // 412: somebody else put the same bytes first, which is as good. 409: somebody is doing so at this moment.
      if (status === 412) return;
      if (status !== 409 || attempt === 3) throw toStorageError(error);
    }
  }
}

const putCommand = (place: S3Place, file: TemporaryFile, IfNoneMatch: '*' | undefined) =>
  new PutObjectCommand({
    Bucket: place.bucket,
    Key: objectKey(file.sha256),
    Body: createReadStream(file.path),
    ContentLength: file.size,
    ContentType: 'application/octet-stream',
    // The far side computes it again and refuses bytes that were changed on the way.
    ChecksumSHA256: Buffer.from(file.sha256, 'hex').toString('base64'),
    IfNoneMatch,
  });

// Not every answer has the body that the SDK expects (a proxy's has none): the status is what counts.
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata as { httpStatusCode?: number } | undefined;
  return metadata?.httpStatusCode;
}

async function sizeOf(place: S3Place, sha256: string): Promise<number | undefined> {
  return await unlessMissing(async () => {
    const head = await place.client.send(
      new HeadObjectCommand({ Bucket: place.bucket, Key: objectKey(sha256) }),
    );
    return head.ContentLength;
  });
}

async function getObject(place: S3Place, sha256: string): Promise<Readable | undefined> {
  return await unlessMissing(async () => {
    const answer = await place.client.send(
      new GetObjectCommand({ Bucket: place.bucket, Key: objectKey(sha256) }),
    );
    return answer.Body instanceof Readable ? answer.Body : undefined;
  });
}

async function removeObject(place: S3Place, sha256: string) {
  await unlessMissing(() =>
    place.client.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: objectKey(sha256) })),
  );
}

async function withLocalCopy<T>(
  place: S3Place,
  asked: { sha256: string; use: (path: string) => Promise<T> },
) {
  const bytes = await getObject(place, asked.sha256);
  if (!bytes) return undefined;
  const path = join(place.temporary, randomUUID());
  try {
    await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o440 })).catch((error) =>
      Promise.reject(toStorageError(error)),
    );
    return await asked.use(path);
  } finally {
    await removeQuietly(path);
  }
}

async function* listObjects(place: S3Place, moment: Date): AsyncIterable<string> {
  const pages = paginateListObjectsV2({ client: place.client }, { Bucket: place.bucket, Prefix: 'objects/' });
  for await (const page of pages) {
    for (const object of page.Contents ?? []) {
      const name = object.Key?.split('/').at(-1) ?? '';
      if (isSha256(name) && object.LastModified && object.LastModified < moment) yield name;
    }
  }
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw toStorageError(error);
  }
}
