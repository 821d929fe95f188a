import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeRows, rowTypesFile } from './row-types.ts';
import { aDatabase } from './test-database.ts';

const { ownerUrl } = await aDatabase();

test('the committed row types are those of the migrated database (else: npm run db:types)', async () => {
  expect(await readFile(rowTypesFile, 'utf8')).toBe(await describeRows(ownerUrl));
});
