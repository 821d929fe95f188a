import { randomUUID } from 'node:crypto';
import type { CaseFileDetail, FileScanResponse } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { aScanWorld } from '../../../test/a-scan-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const world = await aScanWorld(await aDatabase());
const { registrar, head, arrived, anEntry, fileIt, named, detail } = world;

// Pages are read in a process of their own: a machine with much else to do is slow, not wrong.
const patience = 120_000;

describe('a mixed stack', () => {
  test(
    'falls on the right entries: a person files what is sure, looks at what is not, and the original stays',
    async () => {
      const one = await anEntry();
      const two = await anEntry();
      const scan = await arrived('teanc.pdf', [
        { label: one.label },
        { label: two.label },
        { blank: true },
        { separator: true },
        { words: 'fara cod' },
      ]);
      expect(
        scan.stacks.map(({ pages, entry, doubts }) => [pages.map(({ page }) => page), entry?.number, doubts]),
      ).toEqual([
        [[1], one.key.number, []],
        [[2, 3], two.key.number, []],
        [[5], undefined, []],
      ]);
      expect(scan.aside.map(({ page }) => page)).toEqual([4]);
      const requestId = randomUUID();
      const first = await fileIt(registrar, scan.id, { pages: [1], entry: one.key, requestId });
      expect(first.status).toBe(201);
      // The same again is the same document; the page is nowhere else.
      expect((await fileIt(registrar, scan.id, { pages: [1], entry: one.key, requestId })).body).toEqual(
        first.body,
      );
      expect((await fileIt(registrar, scan.id, { pages: [1], entry: two.key })).status).toBe(409);
      expect((await fileIt(registrar, scan.id, { pages: [2, 3], entry: two.key })).status).toBe(201);
      expect((await fileIt(registrar, scan.id, { pages: [5], entry: one.key })).status).toBe(201);
      const { caseFileId } = first.body as FileScanResponse;
      const file = (await head.request('GET', `/api/v1/case-files/${caseFileId}`)).body as CaseFileDetail;
      expect(file.items.filter(({ file: kept }) => kept !== null)).toHaveLength(2);
      expect(await named('teanc.pdf')).toBeUndefined();
      const left = await detail(registrar, scan.id);
      expect(left.filed.map(({ pages }) => pages)).toEqual([[1], [2, 3], [5]]);
    },
    patience,
  );
});
