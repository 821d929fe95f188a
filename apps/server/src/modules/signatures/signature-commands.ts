import { readFile, stat } from 'node:fs/promises';
import { AppError, formatPlainDate } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import type { Command } from 'commander';
import messages from '../../../messages/signature-commands.ro.json' with { type: 'json' };
import { printLine } from '../../platform/cli/output.ts';
import type { RunCommand } from '../../platform/cli/run-command.ts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { importTrustedList } from './import-trusted-list.ts';
import { linkCredential } from './link-credential.ts';
import type { SigningSettings } from './signing-settings.ts';
import { listTrustedLists } from './trust-store.ts';

export type SignatureCommandsDeps = { db: Db; clock: Clock; signing: SigningSettings };

const text = openTexts(messages);
const maxListBytes = 50 * 1024 * 1024;

/** `opis trust import`, `opis trust list`, `opis signing link`. */
export function signatureCommands(program: Command, run: RunCommand<SignatureCommandsDeps>) {
  const trust = program.command('trust').description(text('trust.description'));
  trust
    .command('import')
    .description(text('trust.import.description'))
    .argument('<file>', text('trust.import.file'))
    .option('--signer <fingerprint>', text('trust.import.signer'))
    .action((file: string, { signer }: { signer?: string }) => run((deps) => importFile(deps, file, signer)));
  trust
    .command('list')
    .description(text('trust.list.description'))
    .action(() => run(printLists));
  program
    .command('signing')
    .description(text('signing.description'))
    .command('link')
    .description(text('signing.link.description'))
    .argument('<username>', text('signing.link.username'))
    .argument('<credential>', text('signing.link.credential'))
    .action((username: string, credential: string) =>
      run(async (deps) => {
        const { name, notAfter } = await linkCredential(deps, { username, providerId: credential });
        printLine(text('signing.link.done', { username, name, until: toDay(notAfter) }));
      }),
    );
}

const toDay = (moment: Date) => formatPlainDate(toLegalTime(moment).date);

async function importFile(deps: SignatureCommandsDeps, file: string, signer: string | undefined) {
  const { list, confirmedBy, examinedAgain } = await importTrustedList(deps, {
    xml: await readList(file),
    signer,
  }).catch(explainSigner);
  printLine(
    text('trust.import.done', {
      territory: list.territory,
      number: list.sequenceNumber,
      services: list.services.length,
    }),
  );
  printLine(text(`trust.import.confirmed-by.${confirmedBy}`));
  if (examinedAgain > 0) printLine(text('trust.import.again', { count: examinedAgain }));
  printLine(text('trust.import.not-checked'));
}

function explainSigner(error: unknown): never {
  if (error instanceof AppError && error.code === 'signature.trusted-list-unknown-signer') {
    const fingerprint = String(error.details.fingerprint);
    throw new OperatorError(text('trust.import.unknown-signer', { fingerprint }), { cause: error });
  }
  throw error;
}

async function readList(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > maxListBytes)
    throw new OperatorError(text('trust.import.no-file', { file }));
  return await readFile(file, 'utf8');
}

async function printLists({ db, clock }: SignatureCommandsDeps) {
  const lists = await listTrustedLists(db);
  if (lists.length === 0) printLine(text('trust.list.none'));
  for (const { territory, sequenceNumber, issuedAt, nextUpdateAt, services } of lists) {
    const isLate = nextUpdateAt !== null && nextUpdateAt < clock.now();
    const facts = { territory, number: sequenceNumber, issued: toDay(issuedAt), services };
    printLine(text(isLate ? 'trust.list.late' : 'trust.list.row', facts));
  }
}
