// Receives files in a store on a disk of two megabytes, then on the same disk made read-only, and prints what happened.
import { execFileSync } from 'node:child_process';
import { AppError } from '@opis/contracts';
import type { FileStore } from '../src/platform/files/file-store.ts';
import { openLocalFileStore } from '../src/platform/files/local-file-store.ts';
import { lyingIn } from './lying-in.ts';

const [disk = ''] = process.argv.slice(2);
const store = await openLocalFileStore(disk);

async function* zeros(kilobytes: number, first: string) {
  yield Buffer.from(first);
  for (let sent = 0; sent < kilobytes; sent += 1) yield Buffer.alloc(1024);
}

async function attempt(target: FileStore, kilobytes: number, first: string) {
  try {
    const file = await target.receive(zeros(kilobytes, first), { maxBytes: 1e9, forbiddenTypes: [] });
    await file.keep();
    return 'kept';
  } catch (error) {
    return error instanceof AppError ? `${error.family} ${error.code}` : String(error);
  }
}

const outcome = {
  fits: await attempt(store, 100, 'a'),
  tooMuch: await attempt(store, 4096, 'b'),
  left: await lyingIn(disk),
  fitsAgain: await attempt(store, 100, 'c'),
  readOnly: '',
};
execFileSync('mount', ['-o', 'remount,ro', disk]);
outcome.readOnly = await attempt(store, 1, 'd');
process.stdout.write(JSON.stringify(outcome));
