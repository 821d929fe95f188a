import { join } from 'node:path';
import type { FileStore } from './file-store.ts';
import { openLocalFileStore } from './local-file-store.ts';

/** A bucket of any S3-compatible service; `endpoint` is left out for the provider of the SDK's default. */
export type S3Settings = {
  readonly bucket: string;
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/**
 * The store that the settings ask for: a bucket when one is named, else the folder `files` of the data folder, where
 * files wait in either case while they are hashed.
 */
export async function openFileStore(settings: {
  dataDir: string;
  s3?: S3Settings | undefined;
}): Promise<FileStore> {
  const root = join(settings.dataDir, 'files');
  if (!settings.s3) return await openLocalFileStore(root);
  const { bucket, ...where } = settings.s3;
  // Loaded only when asked for: it is a third of the server's code.
  const { openS3FileStore, createS3Client } = await import('./s3-file-store.ts');
  return await openS3FileStore({ client: createS3Client(where), bucket, temporary: join(root, 'tmp') });
}
