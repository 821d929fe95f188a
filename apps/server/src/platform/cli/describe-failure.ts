import { AppError } from '@opis/contracts';
import { CommanderError } from 'commander';
import { OperatorError } from '../operator-error.ts';
import { errorText } from '../texts.ts';
import { commandText } from './command-texts.ts';

/** What to print, a line each, for a failure that the caller can mend; undefined for one that only we can. */
export function describeFailure(error: unknown): string | undefined {
  if (error instanceof OperatorError) return error.message;
  if (error instanceof AppError) return describeAppError(error);
  if (error instanceof CommanderError) return describeUsage(error);
  return undefined;
}

/** True for help, version and their like: commander throws them too, but nothing failed. */
export const isNoFailure = (error: unknown): boolean =>
  error instanceof CommanderError && error.exitCode === 0;

function describeAppError(error: AppError): string {
  const fields = error.fields.map(({ path, code }) =>
    commandText('field', { path, sentence: errorText(code) }),
  );
  return [errorText(error.code), ...fields].join('\n');
}

const sentences = {
  'commander.unknownOption': 'usage.unknown-option',
  'commander.unknownCommand': 'usage.unknown-command',
  'commander.missingArgument': 'usage.missing-argument',
  'commander.optionMissingArgument': 'usage.missing-value',
  'commander.missingMandatoryOptionValue': 'usage.missing-option',
  'commander.excessArguments': 'usage.too-many',
  'commander.conflictingOption': 'usage.conflict',
  'commander.invalidArgument': 'usage.invalid',
} as const;

const isKnown = (code: string): code is keyof typeof sentences => code in sentences;

// Commander tells what it is about only inside its English message, between quotes.
function describeUsage(error: CommanderError): string {
  const help = 'npx opis --help';
  if (error.code === 'commander.help') return commandText('usage.other', { help });
  const [name = '', other = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  return commandText(isKnown(error.code) ? sentences[error.code] : 'usage.other', { name, other, help });
}
