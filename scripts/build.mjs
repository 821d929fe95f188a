// npm run build: the server's programs as bundles, the console for browsers. Needs the packages; run under Node 24.
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { root } from './node24.mjs';
import { hashSources, output, stamp } from './source-hash.mjs';

const serverFolder = join(root, 'apps', 'server');
const consoleFolder = join(root, 'apps', 'console');
const draft = join(root, '.cache', 'server-dist');

/** Builds everything anew; the old bundles stay until the new ones are whole. */
async function buildProduct() {
  const hash = hashSources();
  await Promise.all([buildServer(), buildConsole()]);
  rmSync(output, { recursive: true, force: true });
  renameSync(draft, output);
  writeFileSync(stamp, hash);
}

async function buildServer() {
  const { build } = await import('esbuild');
  rmSync(draft, { recursive: true, force: true });
  await build({
    entryPoints: listPrograms(),
    outdir: draft,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [workspacesOnly],
  });
}

// Side by side in dist, so that one program finds another next to it.
function listPrograms() {
  const patterns = ['src/bin/{serve,worker,opis,seed-process}.ts', 'src/platform/**/*-{process,thread}.ts'];
  const files = globSync(patterns, { cwd: serverFolder });
  const programs = new Map(files.map((file) => [basename(file, '.ts'), join(serverFolder, file)]));
  if (programs.size < files.length) throw new Error(`two programs of one name: ${files.join(', ')}`);
  return Object.fromEntries(programs);
}

// Our workspaces are source and go into the bundle; packages of the registry are loaded from node_modules.
const workspacesOnly = {
  name: 'workspaces-only',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@opis/') ? undefined : { path, external: true },
    );
  },
};

async function buildConsole() {
  if (!existsSync(join(consoleFolder, 'index.html'))) return;
  // Vite is the console's own dependency, found from where the console stands.
  const vite = createRequire(join(consoleFolder, 'package.json')).resolve('vite');
  const { build } = await import(pathToFileURL(vite).href);
  await build({ root: consoleFolder, configFile: join(consoleFolder, 'vite.config.ts'), logLevel: 'warn' });
  compressBeside(join(consoleFolder, 'dist'));
}

// Once here instead of at every request; what is compressed in itself (fonts, pictures) is left alone.
function compressBeside(folder) {
  for (const file of globSync('**/*.{js,css,html,svg}', { cwd: folder })) {
    const bytes = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes));
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildProduct();
