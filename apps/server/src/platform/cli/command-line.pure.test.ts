import { AppError } from '@opis/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { createProgram } from './create-program.ts';
import { describeFailure, isNoFailure } from './describe-failure.ts';
import { printList } from './output.ts';

afterEach(() => vi.restoreAllMocks());

test.each([
  [['lend'], 'Comanda lend nu există. Ajutor: npx opis --help'],
  [['open'], 'Lipsește argumentul registru. Ajutor: npx opis --help'],
  [['open', 'general', 'special'], 'Sunt prea multe argumente. Ajutor: npx opis --help'],
  [['open', 'general', '--frist'], 'Opțiunea --frist nu există. Ajutor: npx opis --help'],
  [['open', 'general', '--first'], 'Opțiunea --first <număr> cere o valoare. Ajutor: npx opis --help'],
  [
    ['open', 'general', '--kind', 'odd'],
    'Valoarea dată pentru --kind <fel> nu este bună. Ajutor: npx opis --help',
  ],
  [['close', 'general'], 'Opțiunea --reason <text> este obligatorie. Ajutor: npx opis --help'],
])('%j is refused in one Romanian sentence', async (typed, sentence) => {
  expect(await failureOf(typed)).toBe(sentence);
});

test('help is Romanian to the last heading, defaults and choices too', async () => {
  const printed = capture();
  const error = await aProgram()
    .parseAsync(['open', '--help'], { from: 'user' })
    .catch((thrown: unknown) => thrown);
  expect(isNoFailure(error)).toBe(true);
  expect(printed()).toBe(
    [
      'Utilizare: opis open [opțiuni] <registru>',
      '',
      'Deschide un registru',
      '',
      'Argumente:',
      '  registru         codul registrului',
      '',
      'Opțiuni:',
      '  --first <număr>  primul număr (implicit: 1)',
      '  --kind <fel>     felul (una dintre: general, special)',
      '  -h, --help       arată acest ajutor',
      '',
    ].join('\n'),
  );
});

test('a refusal of the product is told in its own sentence, fields after', () => {
  const error = new AppError('validation', 'request.invalid', {
    fields: [{ path: 'subject', code: 'field.required' }],
  });
  const [sentence, field] = describeFailure(error)?.split('\n') ?? [];
  expect(sentence).toMatch(/\.$/);
  expect(field).toMatch(/^subject: \p{Lu}.*\.$/u);
});

test('a fault of ours is no sentence', () => {
  expect(describeFailure(new TypeError('x is undefined'))).toBeUndefined();
});

test('a list is a table for people and whole as JSON for programs', () => {
  const rows = [
    { code: 'general', count: 12 },
    { code: 'p', count: 3 },
  ];
  const columns = [
    { heading: 'Cod', text: (row: (typeof rows)[0]) => row.code },
    { heading: 'Poziții', text: (row: (typeof rows)[0]) => String(row.count) },
  ];
  const printed = capture();
  printList(rows, { columns, json: false });
  expect(printed()).toBe('Cod      Poziții\ngeneral  12\np        3\n');
  const json = capture();
  printList(rows, { columns, json: true });
  expect(JSON.parse(json())).toEqual(rows);
});

function aProgram() {
  const program = createProgram();
  program
    .command('open')
    .description('Deschide un registru')
    .argument('<registru>', 'codul registrului')
    .option('--first <număr>', 'primul număr', '1')
    .addOption(program.createOption('--kind <fel>', 'felul').choices(['general', 'special']))
    .action(() => {});
  program
    .command('close')
    .argument('<registru>')
    .requiredOption('--reason <text>')
    .action(() => {});
  return program;
}

const failureOf = (typed: string[]) =>
  aProgram()
    .parseAsync(typed, { from: 'user' })
    .then(() => 'nothing was refused', describeFailure);

function capture(): () => string {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  return () => printed.join('');
}
