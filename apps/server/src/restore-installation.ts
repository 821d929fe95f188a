import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { compose } from './compose.ts';
import { openFoundation } from './foundation.ts';
import { openInstallation } from './installation.ts';
import { finishRestore, importKeys, type LastIssued, operationsText } from './modules/operations/index.ts';
import { archiveAt, listCopies } from './platform/backup/archive-folder.ts';
import { copyFiles, openArchivedFiles } from './platform/backup/copy-files.ts';
import { findNewestBase, layCluster, putAsideAfter, showMoment } from './platform/backup/lay-cluster.ts';
import { loadLogicalCopy } from './platform/backup/load-logical-copy.ts';
import { restoreCluster } from './platform/backup/restore-cluster.ts';
import {
  isUnfinishedRestore,
  markFinishedRestore,
  markUnfinishedRestore,
} from './platform/backup/unfinished-restore.ts';
import { printLine } from './platform/cli/output.ts';
import { ownStreams, withTerminal } from './platform/cli/terminal.ts';
import { fromLegalTime } from './platform/clock.ts';
import { createClosing } from './platform/closing.ts';
import { type Config, loadConfig } from './platform/config.ts';
import { openFileStore } from './platform/files/open-file-store.ts';
import { createLog, type Log } from './platform/log.ts';
import { isUntouched } from './platform/migrate.ts';
import { OperatorError } from './platform/operator-error.ts';
import { openClusterFolders } from './platform/postgres/cluster-folders.ts';
import { startCluster } from './platform/postgres/supervisor.ts';
import { migrationsFolder } from './platform/server-folders.ts';

type Options = {
  keys?: string;
  logical?: boolean;
  cluster?: string;
  finish?: boolean;
  to?: Date;
  lastIssued: Map<string, number>;
  nothingMore?: boolean;
  filesLost?: boolean;
};

/** `opis restore`: everything back from the archive on an empty machine. It opens an installation that is not there yet. */
export function restoreCommand(program: Command): void {
  program
    .command('restore')
    .description(operationsText('restore.description'))
    .option('--keys <file>', operationsText('restore.keys'))
    .option('--logical', operationsText('restore.logical'))
    .option('--cluster <folder>', operationsText('restore.cluster'))
    .option('--to <moment>', operationsText('restore.to'), toMoment)
    .option('--finish', operationsText('restore.finish'))
    .option('--last-issued <register=number>', operationsText('restore.last-issued'), addLast, new Map())
    .option('--nothing-more', operationsText('restore.nothing-more'))
    .option('--files-lost', operationsText('restore.files-lost'))
    .action((options: Options) => restore(loadConfig(), options));
}

/** `2026-11-21 14:30:05`, by the hour of Bucharest, or with a zone of its own (`2026-11-21T12:30:05Z`). */
export function toMoment(text: string): Date {
  const zoned = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : undefined;
  const [, date = '', time = '', seconds = '0'] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d))?$/.exec(text.trim()) ?? [];
  const civil = date === '' ? undefined : fromLegalTime(date, time);
  const moment = zoned ?? (civil && new Date(civil.getTime() + Number(seconds) * 1000));
  if (moment === undefined || Number.isNaN(moment.getTime())) throw new InvalidArgumentError('');
  return moment;
}

function addLast(text: string, all: Map<string, number>): Map<string, number> {
  const [, register, number] = /^([a-z0-9-]+)=(\d{1,9})$/.exec(text) ?? [];
  if (register === undefined) throw new InvalidArgumentError('');
  return all.set(register, Number(number));
}

async function restore(config: Config, options: Options) {
  if (options.to && (options.logical || (config.database && options.cluster === undefined)))
    throw new OperatorError(operationsText('restore.to-needs-log'));
  await bringKeys(config, options);
  if (options.cluster !== undefined) return layForInstitution(config, options.cluster, options.to);
  const log = createLog('warn', 'stderr');
  if (!options.finish && !isUnfinishedRestore(config.dataDir)) await bringData(config, log, options);
  // Every time: one that was cut short goes on, and what the archive got meanwhile comes too.
  await bringFiles(config);
  await finish(config, log, options);
}

function requireArchive({ archiveDir }: Config) {
  if (archiveDir === undefined) throw new OperatorError(operationsText('copies.no-archive'));
  return archiveAt(archiveDir);
}

async function layForInstitution(config: Config, folder: string, to: Date | undefined) {
  const archive = requireArchive(config);
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new OperatorError(operationsText('restore.not-empty'));
  const { dataDir } = openClusterFolders(config.dataDir);
  markUnfinishedRestore(dataDir);
  await layCluster(archive, await findNewestBase(archive, to), { folder, owner: undefined, to });
  if (to !== undefined) await putAsideAfter(archive, to);
  printLine(operationsText('restore.cluster-laid', { folder }));
}

// First, before an hour of copying: without the keys nothing that comes back can be read.
async function bringKeys({ dataDir }: Config, { keys }: Options) {
  openClusterFolders(dataDir);
  if (keys !== undefined) await importKeys(join(dataDir, 'keys'), keys, ownStreams);
}

async function bringData(config: Config, log: Log, { logical, to }: Options) {
  const archive = requireArchive(config);
  const folders = openClusterFolders(config.dataDir);
  if (config.database || logical) await loadRows(config, log);
  else {
    // A moment that the archive has not is said before anything is marked: the next try names another.
    await findNewestBase(archive, to);
    // Marked before there is anything to start: a restore that is cut short must not be taken for an installation.
    markUnfinishedRestore(folders.dataDir);
    const copy = await restoreCluster(archive, folders, to).catch((error: unknown) => {
      if (!existsSync(folders.cluster)) markFinishedRestore(folders.dataDir);
      throw error;
    });
    if (to !== undefined) printLine(operationsText('restore.went-back', { to: showMoment(to) }));
    printLine(operationsText('restore.from-base', { at: copy.createdAt }));
  }
}

// In a bucket they lie where they lay.
async function bringFiles(config: Config) {
  if (config.s3) return;
  const archive = requireArchive(config);
  const files = await openFileStore({ dataDir: config.dataDir });
  const { copied } = await copyFiles(await openArchivedFiles(archive.files), files, new Date());
  printLine(operationsText('restore.files', { count: copied }));
}

async function loadRows(config: Config, log: Log) {
  const archive = requireArchive(config);
  const name = (await listCopies(archive.logical)).at(-1);
  if (name === undefined) throw new OperatorError(operationsText('copies.none', { folder: archive.root }));
  const { dataDir, environment } = config;
  const cluster = config.database ? undefined : await startCluster({ dataDir, environment, log });
  try {
    const ownerUrl = config.database?.ownerUrl ?? cluster?.url('opis_owner') ?? '';
    if (!(await isUntouched(ownerUrl))) throw new OperatorError(operationsText('restore.not-empty'));
    markUnfinishedRestore(dataDir);
    const folder = join(archive.logical, name);
    const { createdAt } = await loadLogicalCopy(ownerUrl, { folder, migrationsFolder });
    printLine(operationsText('restore.from-logical', { at: createdAt }));
  } finally {
    await cluster?.stop();
  }
}

async function finish(config: Config, log: Log, options: Options) {
  const closing = createClosing();
  const issued: LastIssued = {
    told: options.lastIssued,
    nothingMore: options.nothingMore === true,
    filesLost: options.filesLost === true,
  };
  try {
    const installation = await openInstallation(config, log, { finishing: true });
    closing.add(installation.close);
    const foundation = await openFoundation(installation);
    closing.add(foundation.close);
    const product = compose(foundation);
    await withTerminal(ownStreams, (terminal) =>
      finishRestore({ ...product, house: foundation.house }, issued, terminal),
    );
    markFinishedRestore(config.dataDir);
  } finally {
    await closing.closeAll();
  }
}
