import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../support/server.ts';

const guide = join(import.meta.dirname, '..', '..', 'docs', 'production.md');

/** The block of the production guide in this language, as it stands there. */
export function readBlock(language: string): string {
  const text = readFileSync(guide, 'utf8');
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(text)?.[1];
  if (block === undefined) throw new Error(`the guide has no block of ${language}`);
  return block;
}

/** What the guide's block is told of this machine: everything else in it stays as it is. */
type Place = { folder: string; upstream: number };

/** Starts Debian's nginx with the very block of the guide, under a certificate of an authority made here. */
export async function startNginx({ folder, upstream }: Place) {
  const port = await findFreePort();
  const authority = makeCertificate(folder);
  const block = readBlock('nginx')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
    .replace(/(ssl_certificate\s+)\S+;/, `$1${join(folder, 'server.pem')};`)
    .replace(/(ssl_certificate_key\s+)\S+;/, `$1${join(folder, 'server.key')};`)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${upstream}`);
  const config = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n');
  writeFileSync(
    config,
    `daemon off;\nuser root;\npid ${join(folder, 'nginx.pid')};\nerror_log ${join(folder, 'error.log')};\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${block}}\n`,
  );
  const child = spawn('/usr/sbin/nginx', ['-c', config, '-p', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilListening(join(folder, 'nginx.pid'));
  return {
    port,
    authority,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGQUIT');
      await gone;
    },
  };
}

async function untilListening(pidFile: string) {
  for (let waited = 0; waited < 200; waited++) {
    if (readFile(pidFile) !== '') return;
    await sleep(50);
  }
  throw new Error('nginx did not start');
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const host = 'registratura.primarie.ro';

// An authority of the test's own, and a certificate of the guide's name signed by it.
function makeCertificate(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const openssl = (...words: string[]) => {
    const done = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Autoritatea probei');
  openssl('req', ...key.slice(0, 5), '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${host}`);
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}\n`);
  const sign = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'server.csr', ...sign, '-out', 'server.pem');
  return readFileSync(join(folder, 'ca.pem'), 'utf8');
}
