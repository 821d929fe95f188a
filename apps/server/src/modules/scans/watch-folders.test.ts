import { link, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aScan } from '../../../test/a-scan.ts';
import { aScanWorld } from '../../../test/a-scan-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const world = await aScanWorld(await aDatabase());
const { db, registrar, clock, scanDir, watch, newWatch, folderOf } = world;
const { lookTwice, drop, tray, named } = world;

describe('a watched folder', () => {
  test('a file is taken once its size rests and its end is there, and put away', async () => {
    const bytes = await aScan([{}]);
    await drop('creste.pdf', bytes.subarray(0, bytes.length - 40));
    expect(await watch.look()).toBe(0);
    clock.pass({ s: 10 });
    expect(await watch.look()).toBe(0);
    await drop('creste.pdf', bytes);
    expect(await watch.look()).toBe(0);
    clock.pass({ s: 1 });
    expect(await watch.look()).toBe(0);
    clock.pass({ ms: 1500 });
    expect(await watch.look()).toBe(1);
    expect(await readdir(folderOf())).toEqual(['preluat']);
    expect((await readdir(join(folderOf(), 'preluat')))[0]).toMatch(/-creste\.pdf$/);
    expect(await named('creste.pdf')).toMatchObject({ state: 'reading', refusal: null });
  });

  test('a crash between the row and the putting away leaves it taken once; so do two that look at once', async () => {
    await drop('cadere.pdf', await aScan([{ words: 'cadere' }]));
    // The folder allows no change: whoever takes the file in cannot put it away, as if the process had died there.
    await rm(join(folderOf(), 'preluat'), { recursive: true, force: true });
    await writeFile(join(folderOf(), 'preluat'), 'nu este dosar');
    const other = newWatch();
    await Promise.all([watch.look(), other.look()]);
    clock.pass({ s: 3 });
    await Promise.all([watch.look(), other.look()]);
    await lookTwice(newWatch());
    const { rows } = await sql`SELECT FROM scan_batches WHERE name = 'cadere.pdf'`.execute(db);
    expect(rows).toHaveLength(1);
    expect(await readdir(folderOf())).toContain('cadere.pdf');
    await rm(join(folderOf(), 'preluat'));
    await lookTwice(newWatch());
    expect(await readdir(folderOf())).toEqual(['preluat']);
    expect((await sql`SELECT FROM scan_batches WHERE name = 'cadere.pdf'`.execute(db)).rows).toHaveLength(1);
  });

  test('what is no scan stays where it is, in sight with its reason; links are never followed', async () => {
    const secret = join(scanDir, 'secret.pdf');
    await writeFile(secret, await aScan([{ words: 'secret' }]));
    await drop('nota.docx', Buffer.from('PK nimic'));
    await drop('rupt.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n'));
    await drop('gol.pdf', Buffer.alloc(0));
    await drop('.ascuns', Buffer.from('x'));
    await drop('in-lucru.pdf.part', Buffer.from('x'));
    await symlink(secret, join(folderOf(), 'legatura.pdf'));
    await link(secret, join(folderOf(), 'al-doilea-nume.pdf'));
    await symlink('/etc', join(folderOf(), 'etc'));
    await symlink(scanDir, join(folderOf(), 'ghiseu-fals'));
    await lookTwice();
    clock.pass({ s: 61 });
    await lookTwice();
    const refused = (await tray(registrar)).items.filter(({ state }) => state === 'refused');
    expect(Object.fromEntries(refused.map(({ name, refusal }) => [name, refusal]))).toEqual({
      'nota.docx': 'foreign-type',
      'rupt.pdf': 'incomplete',
      'gol.pdf': 'empty',
      'legatura.pdf': 'linked',
      'al-doilea-nume.pdf': 'linked',
      etc: 'linked',
      'ghiseu-fals': 'linked',
    });
    expect(await readdir(folderOf())).toContain('nota.docx');
    expect((await tray(registrar)).counters).not.toContain('ghiseu-fals');
    for (const { id } of refused)
      expect((await registrar.request('POST', `/api/v1/scans/${id}/put-away`)).status).toBe(204);
    for (const name of await readdir(folderOf()))
      if (name !== 'preluat') await rm(join(folderOf(), name), { recursive: true });
    await lookTwice();
    expect((await tray(registrar)).items.filter(({ state }) => state === 'refused')).toEqual([]);
  });

  test('the same name with other bytes is another file', async () => {
    await drop('scan0001.pdf', await aScan([{ words: 'prima' }]));
    expect(await lookTwice()).toBe(1);
    await drop('scan0001.pdf', await aScan([{ words: 'a doua' }]));
    await utimes(join(folderOf(), 'scan0001.pdf'), new Date(), new Date(Date.now() + 5_000));
    expect(await lookTwice()).toBe(1);
    expect((await sql`SELECT FROM scan_batches WHERE name = 'scan0001.pdf'`.execute(db)).rows).toHaveLength(
      2,
    );
  });
});
