import { type SettingName, settings, settingText } from './config.ts';

/** The page `docs/settings.md`, written from the declarations of `config.ts`. */
export function describeSettings(): string {
  const names = Object.keys(settings) as SettingName[];
  const heading = (['column.name', 'column.default', 'column.meaning'] as const).map((key) =>
    settingText(key),
  );
  const rows = names.map((name) => [`\`${name}\``, defaultOf(name), settingText(`${name}.meaning`)]);
  return [
    `# ${settingText('title')}`,
    settingText('introduction'),
    [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    settingText('generated'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function defaultOf(name: SettingName): string {
  if (name === 'OPIS_DATA_DIR') return '`./data`';
  const value = settings[name].safeParse(undefined).data;
  return value === undefined || value === false || String(value) === '' ? '–' : `\`${value}\``;
}
