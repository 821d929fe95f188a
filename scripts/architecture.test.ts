import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: (IForbiddenRuleType & { name: string })[];
  options: Record<string, unknown>;
};

/** Imports that each break one rule, by the rule's name: from a file, of another. */
const offences: Record<string, [from: string, to: string][]> = {
  'events-knows-no-floor-above': [inModules('events/index.ts', 'organisation/index.ts')],
  'organisation-knows-no-floor-above': [inModules('organisation/index.ts', 'identity/index.ts')],
  'identity-knows-no-floor-above': [inModules('identity/index.ts', 'substitutions/index.ts')],
  'substitutions-knows-no-floor-above': [inModules('substitutions/index.ts', 'notices/index.ts')],
  'notices-knows-no-floor-above': [inModules('notices/index.ts', 'parties/index.ts')],
  'parties-knows-no-floor-above': [inModules('parties/index.ts', 'documents/index.ts')],
  'long-works-knows-no-floor-above': [inModules('long-works/index.ts', 'registry/index.ts')],
  'documents-knows-no-floor-above': [inModules('documents/index.ts', 'file-processing/index.ts')],
  'file-processing-knows-no-floor-above': [inModules('file-processing/index.ts', 'deadlines/index.ts')],
  'deadlines-knows-no-floor-above': [inModules('deadlines/index.ts', 'registry/index.ts')],
  'registry-knows-no-floor-above': [inModules('registry/index.ts', 'case-files/index.ts')],
  'case-files-knows-no-floor-above': [inModules('case-files/index.ts', 'signatures/index.ts')],
  'signatures-knows-no-floor-above': [inModules('signatures/index.ts', 'masking/index.ts')],
  'masking-knows-no-floor-above': [inModules('masking/index.ts', 'letters/index.ts')],
  'letters-knows-no-floor-above': [inModules('letters/index.ts', 'outgoing-mail/index.ts')],
  'outgoing-mail-knows-no-floor-above': [inModules('outgoing-mail/index.ts', 'petitions/index.ts')],
  'petitions-knows-no-floor-above': [inModules('petitions/index.ts', 'information-requests/index.ts')],
  'information-requests-knows-no-floor-above': [
    inModules('information-requests/index.ts', 'tacit-approval/index.ts'),
  ],
  'tacit-approval-knows-no-floor-above': [inModules('tacit-approval/index.ts', 'scans/index.ts')],
  'scans-knows-no-floor-above': [inModules('scans/index.ts', 'incoming-mail/index.ts')],
  'incoming-mail-knows-no-floor-above': [inModules('incoming-mail/index.ts', 'search/index.ts')],
  'search-knows-no-floor-above': [inModules('search/index.ts', 'reporting/index.ts')],
  'reporting-knows-no-floor-above': [inModules('reporting/index.ts', 'live/index.ts')],
  'live-knows-no-floor-above': [inModules('live/index.ts', 'operations/index.ts')],
  'operations-knows-no-floor-above': [inModules('operations/index.ts', 'administration/index.ts')],
  'modules-stand-on-a-floor': [inModules('registry/lost.ts', 'somewhere/index.ts')],
  'modules-meet-at-the-door': [inModules('registry/window.ts', 'parties/party-store.ts')],
  'composition-uses-the-door': [inServer('compose.ts', 'modules/parties/party-store.ts')],
  'platform-knows-no-module': [inServer('platform/db.ts', 'modules/registry/index.ts')],
  'modules-know-no-composition': [inServer('modules/registry/all.ts', 'compose.ts')],
  'nobody-imports-the-server': [['apps/console/src/main.ts', 'apps/server/src/platform/db.ts']],
  'packages-import-no-app': [['packages/ui/src/field.ts', 'apps/console/src/main.ts']],
  'contracts-stand-alone': [['packages/contracts/src/entry.ts', 'packages/ui/src/field.ts']],
  'no-input-output-in-packages': [['packages/portal/src/page.ts', 'node:fs']],
  'product-imports-no-test': [inServer('platform/clock.ts', '../test/a-database.ts')],
  'no-cycles': [
    inServer('platform/egg.ts', 'platform/hen.ts'),
    inServer('platform/hen.ts', 'platform/egg.ts'),
  ],
  'nothing-unresolved': [inServer('platform/log.ts', 'platform/gone.ts')],
};

/** What the checker calls two of them: a part of Node by its bare name, a file that is not there as it is written. */
const spellings: Record<string, string> = {
  'node:fs': 'fs',
  'apps/server/src/platform/gone.ts': '../../../../apps/server/src/platform/gone.ts',
};

const planted = mkdtempSync(join(tmpdir(), 'opis-architecture-'));
afterAll(() => rmSync(planted, { recursive: true }));

test('no import of the product breaks a rule', async () => {
  expect(await findViolations(root)).toEqual([]);
}, 60_000);

describe('planted offences', async () => {
  plant(Object.values(offences).flat());
  const found = await findViolations(planted);

  test.each(forbidden.map((rule) => rule.name))('%s names the import that breaks it', (name) => {
    const [[from, to] = []] = offences[name] ?? [];
    expect(found).toContain(`${name}: ${from} → ${spellings[to ?? ''] ?? to}`);
  });
});

test('only config.ts reads the environment', () => {
  const readers = listSources('apps/*/src/**/*.{ts,tsx}', 'packages/*/src/**/*.{ts,tsx}')
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .filter((file) => /process\.env|import\.meta\.env/.test(readFileSync(join(root, file), 'utf8')));
  expect(readers).toEqual(['apps/server/src/platform/config.ts']);
});

test('no file is longer than 400 lines', () => {
  const sources = listSources('{apps,packages,scripts,e2e}/**/*.{ts,tsx,mjs}').filter(
    (file) => !file.includes('.generated.'),
  );
  const long = sources
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
  expect(sources.length).toBeGreaterThan(100);
});

/** `rule: from → to`, once for each import that breaks a rule. */
async function findViolations(baseDir: string): Promise<string[]> {
  const { output } = await cruise(['apps', 'packages'], {
    ...options,
    baseDir,
    ruleSet: { forbidden },
    validate: true,
  });
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

function plant(imports: readonly (readonly [from: string, to: string])[]) {
  const contents = new Map<string, string[]>();
  for (const [from, to] of imports) {
    contents.set(from, [...(contents.get(from) ?? []), to]);
    if (!to.startsWith('node:') && !to.includes('gone')) contents.set(to, contents.get(to) ?? []);
  }
  for (const [file, targets] of contents) {
    mkdirSync(dirname(join(planted, file)), { recursive: true });
    writeFileSync(
      join(planted, file),
      `${targets.map((to) => toImport(file, to)).join('\n')}\nexport const here = 1;\n`,
    );
  }
  writeFileSync(
    join(planted, 'tsconfig.json'),
    '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }',
  );
}

function toImport(file: string, to: string): string {
  const up = '../'.repeat(file.split('/').length - 1);
  return `import '${to.startsWith('node:') ? to : up + to}';`;
}

function inServer(from: string, to: string): [string, string] {
  return [`apps/server/src/${from}`, join('apps/server/src', to)];
}

function inModules(from: string, to: string): [string, string] {
  return inServer(`modules/${from}`, `modules/${to}`);
}

function listSources(...patterns: string[]): string[] {
  const all = globSync(patterns, {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  });
  return all.filter((file) => !/(^|\/)(node_modules|dist)\//.test(file)).sort();
}
