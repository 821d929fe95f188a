import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const Package = z.object({ resolved: z.string().optional(), link: z.boolean().optional() });
const Lock = z.object({ packages: z.record(z.string(), Package) });

const file = join(import.meta.dirname, '..', 'package-lock.json');
const { packages } = Lock.parse(JSON.parse(readFileSync(file, 'utf8')));

test('names no registry, so that any mirror of it serves', () => {
  expect(Object.values(packages).filter(({ resolved, link }) => resolved && !link)).toEqual([]);
});
