import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { anOrganisation } from '../../../test/an-organisation.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createProgram } from '../../platform/cli/create-program.ts';
import { describeFailure } from '../../platform/cli/describe-failure.ts';
import { systemClock } from '../../platform/clock.ts';
import { organisationCommands } from './organisation-commands.ts';
import { listUnits } from './unit-views.ts';

const { db } = await aDatabase();
const folder = await mkdtemp('/tmp/opis-plan-');
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, 'plan.json');

async function importing(text: string): Promise<string> {
  await writeFile(file, text);
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    printed.push(String(line));
    return true;
  });
  const program = createProgram();
  organisationCommands(program, (work) => work({ db, clock: systemClock }));
  try {
    await program.parseAsync(['organisation', 'import', file], { from: 'user' });
    return printed.join('');
  } catch (error) {
    return (describeFailure(error) ?? String(error)).replaceAll(file, 'plan.json');
  } finally {
    write.mockRestore();
  }
}

test('writes a structure, then an addition without the institution', async () => {
  expect(await importing(JSON.stringify(anOrganisation()))).toBe('Structura este scrisă.\n');
  const addition = { units: [{ code: 'arhiva', parent: 'primar', name: 'Arhivă', shortName: 'Arhivă' }] };
  expect(await importing(`\ufeff${JSON.stringify(addition)}`)).toBe('Structura este scrisă.\n');
  expect((await listUnits(db, '2026-06-29')).map((unit) => unit.code)).toContain('arhiva');
});

test('names file, line and column of what is not JSON, not a plan, or names nothing', async () => {
  expect(await importing('{\n  "units": [,]\n}')).toBe('plan.json:2:13: aici textul nu mai este JSON.');
  expect(
    await importing('{\n  "units": [\n    { "code": "Cu Spații", "parent": null, "name": "" }\n  ]\n}'),
  ).toBe(
    [
      'plan.json:3:15: units.0.code: Valoarea nu este corectă.',
      'plan.json:3:52: units.0.name: Completați acest câmp.',
      'plan.json:3:5: units.0.shortName: Completați acest câmp.',
    ].join('\n'),
  );
  const lost = '{\n "positions": [\n  { "unit": "nicaieri", "name": "Inspector" }]}';
  expect(await importing(lost)).toBe(
    'plan.json:3:13: positions.0.unit: Codul nu numește nimic din ce există sau se adaugă acum.',
  );
});

test('says that a file cannot be read', async () => {
  const program = createProgram();
  organisationCommands(program, (work) => work({ db, clock: systemClock }));
  const reading = program.parseAsync(['organisation', 'import', '/nu/exista.json'], { from: 'user' });
  await expect(reading).rejects.toThrow('/nu/exista.json: fișierul nu poate fi citit (ENOENT).');
});
