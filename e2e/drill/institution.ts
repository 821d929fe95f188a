import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandOptions, runOpis } from '../support/opis.ts';
import { startProduct } from '../support/server.ts';

/** The register that the drill fills, with a view of its own numbers. */
export const register = { code: 'general', subRegister: 'petitii' } as const;

const account = 'exercitiu';
const plan = {
  units: [{ code: 'registratura', parent: null, name: 'Registratură', shortName: 'Registratură' }],
  staff: [
    {
      code: account,
      givenName: 'Zamfira',
      familyName: 'Porumbacu',
      title: 'registrator',
      position: null,
      office: null,
      activeFrom: '2020-01-01',
    },
  ],
};

/**
 * Makes the smallest institution that registers, the way an administrator does: `npx opis …` beside a running server.
 * Gives its registrar's token and leaves the data folder at rest.
 */
export async function makeInstitution(
  dataDir: string,
  scratch: string,
  environment: Record<string, string> = {},
): Promise<string> {
  const product = await startProduct({ dataDir, environment: { OPIS_DEMO: '0', ...environment } });
  try {
    const command = (args: readonly string[], input = '') =>
      runCommand({ dataDir, environment, input }, args);
    const opis = (...args: string[]) => command(args);
    const file = join(scratch, 'institution.json');
    await writeFile(file, JSON.stringify(plan));
    await command(initArguments, 'o parolă lungă pentru exercițiu\n');
    await Promise.all([opis(...registerArguments), opis('org', 'import', file, '--yes')]);
    await opis('account', 'create', '--username', account, '--staff', account, '--no-password');
    const [token] = await Promise.all([
      opis('token', 'create', '--account', account, '--name', 'drill', '--expires', '3650'),
      opis('account', 'grant', '--account', account, '--role', 'registrar'),
    ]);
    return token;
  } finally {
    await product.stop();
  }
}

const initArguments = [
  ...['init', '--name', 'Primăria Comunei Valea Mică', '--short-name', 'Primăria Valea Mică'],
  ...['--username', 'administrator', '--given-name', 'Anghelina', '--family-name', 'Turturică'],
];

const registerArguments = [
  ...['register', 'create', register.code, '--name', 'Registrul general', '--label', 'G'],
  ...['--sub', `${register.subRegister}=Registrul de petiții`],
];

async function runCommand(options: CommandOptions, args: readonly string[]): Promise<string> {
  const { code, output, errors } = await runOpis(args, options);
  if (code !== 0) throw new Error(`opis ${args.join(' ')}: ${errors}`);
  return output.trim();
}
