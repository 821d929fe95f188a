import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

type Lock = { packages: Record<string, { resolved?: string; link?: boolean }> };

const file = join(import.meta.dirname, '..', 'package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lock;

test('names no registry, so that any mirror of it serves', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(400);
  expect(Object.values(packages).filter(({ resolved, link }) => resolved && !link)).toEqual([]);
});
