import { Command, type Option } from 'commander';
import { commandText } from './command-texts.ts';

/** An empty `opis` whose help speaks Romanian, as do the commands hung on it. Its mistakes are thrown, never printed. */
export function createProgram(): Command {
  return new Command('opis')
    .description(commandText('program'))
    .helpOption('-h, --help', commandText('help.option'))
    .helpCommand('help [comandă]', commandText('help.command'))
    .configureHelp({
      styleTitle,
      styleUsage: translateTerms,
      styleSubcommandTerm: translateTerms,
      optionDescription,
    })
    .configureOutput({ writeErr: () => {} })
    .exitOverride();
}

const titles = ['Usage:', 'Arguments:', 'Options:', 'Global Options:', 'Commands:'] as const;

function styleTitle(title: string): string {
  const known = titles.find((each) => each === title);
  return known ? commandText(`help.${known}`) : title;
}

const translateTerms = (term: string) =>
  term.replace('[options]', commandText('help.options')).replace('[command]', commandText('help.subcommand'));

function optionDescription(option: Option): string {
  const values = option.argChoices?.join(', ');
  const notes = [
    ...(values === undefined ? [] : [commandText('help.choices', { values })]),
    ...(hasDefault(option) ? [commandText('help.default', { value: String(option.defaultValue) })] : []),
  ];
  return notes.length > 0 ? `${option.description} (${notes.join('; ')})` : option.description;
}

const hasDefault = (option: Option) => option.defaultValue !== undefined && option.defaultValue !== false;
