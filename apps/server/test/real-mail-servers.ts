import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Debian's programs; without one a long test fails with the sentence that says which package brings it. */
function requireProgram(path: string, name: string) {
  if (!existsSync(path)) throw new Error(`${path} is missing: install the package ${name}`);
}

function aFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function keepUntilEnd(child: ChildProcess) {
  onTestFinished(() => void child.kill('SIGTERM'));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** Returns when somebody listens there. */
async function untilListening(port: number): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (there) return;
    if (performance.now() > deadline) throw new Error(`nobody listens on ${port}`);
  }
}

/** Debian's Dovecot over a Maildir of the test's own; `deliver` puts a message into it as a delivery agent does. */
export async function aDovecot() {
  requireProgram('/usr/sbin/dovecot', 'dovecot-imapd');
  const folder = aFolder('opis-dovecot-');
  const port = await freePort();
  const inbox = join(folder, 'mail');
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(inbox, part), { recursive: true });
  writeFileSync(join(folder, 'users'), `registratura:{PLAIN}o parola:::::\n`);
  writeFileSync(
    join(folder, 'dovecot.conf'),
    [
      ...[`base_dir = ${folder}/run`, `state_dir = ${folder}/state`, `log_path = ${folder}/log`],
      ...['protocols = imap', 'ssl = no', 'disable_plaintext_auth = no', 'listen = 127.0.0.1'],
      `mail_location = maildir:${inbox}`,
      ...['first_valid_uid = 1', 'first_valid_gid = 1'],
      ...[`passdb {\n  driver = passwd-file\n  args = ${folder}/users\n}`],
      ...[`userdb {\n  driver = static\n  args = uid=mail gid=mail home=${folder}\n}`],
      ...[
        `service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
      ],
      ...['service anvil {\n  chroot =\n}', 'service stats {\n  chroot =\n}', ''],
    ].join('\n'),
  );
  // Dovecot serves nobody as root: the mail is that of the system's user for it.
  spawnSync('chown', ['-R', 'mail:mail', folder]);
  keepUntilEnd(spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' }));
  await untilListening(port);
  let count = 0;
  return {
    port,
    username: 'registratura',
    password: 'o parola',
    folder: inbox,
    deliver(raw: string | Buffer) {
      count += 1;
      // As a delivery agent does: whole, and the mail user's own, before its name stands in the folder.
      const draft = join(inbox, 'tmp', `${count}`);
      writeFileSync(draft, raw);
      spawnSync('chown', ['mail:mail', draft]);
      renameSync(draft, join(inbox, 'new', `${Date.now()}.${count}.exemplu`));
    },
    /** Restored without its index: every message is there, under numbers that begin anew. */
    forgetUids() {
      for (const name of [
        'dovecot-uidlist',
        'dovecot-uidvalidity',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
      ])
        rmSync(join(inbox, name), { force: true });
    },
  };
}

/**
 * Debian's Postfix as the institution's relay: what it is given it hands over to our port, and holds it until told 250.
 * `encrypted`: it takes nothing before STARTTLS, under a certificate that nobody signed. `domain` is ours, `routes` are the
 * ports where it delivers mail for others. `log` is what it says of itself.
 */
export async function aPostfix(
  intakePort: number,
  protocol: 'smtp' | 'lmtp',
  {
    encrypted = false,
    domain = 'lunca-alba.example',
    routes = {},
  }: { encrypted?: boolean; domain?: string; routes?: Readonly<Record<string, number>> } = {},
) {
  requireProgram('/usr/sbin/postfix', 'postfix');
  const folder = aFolder('opis-postfix-');
  const port = await freePort();
  const config = join(folder, 'etc');
  for (const name of ['etc', 'queue', 'data']) mkdirSync(join(folder, name));
  spawnSync('chown', ['postfix', join(folder, 'data')]);
  const transports = [
    `{${domain}=${protocol}:[127.0.0.1]:${intakePort}}`,
    ...Object.entries(routes).map(([name, to]) => `{${name}=smtp:[127.0.0.1]:${to}}`),
  ];
  writeFileSync(
    join(config, 'main.cf'),
    [
      ...[
        'compatibility_level = 3.6',
        'myhostname = mail.lunca-alba.example',
        'mydestination =',
        'inet_interfaces = 127.0.0.1',
      ],
      ...[
        'inet_protocols = ipv4',
        'mynetworks = 127.0.0.0/8',
        `queue_directory = ${folder}/queue`,
        `data_directory = ${folder}/data`,
      ],
      ...[
        `relay_domains = ${domain}`,
        'smtpd_relay_restrictions = permit_mynetworks, reject',
        'smtp_send_xforward_command = yes',
      ],
      ...['lmtp_send_xforward_command = yes', `transport_maps = inline:{${transports.join(' ')}}`],
      ...[
        `maillog_file = ${folder}/log`,
        `maillog_file_prefixes = ${folder}`,
        'smtp_tls_security_level = none',
        ...(encrypted ? ownCertificate(config) : []),
        'alias_maps =',
        'alias_database =',
      ],
      ...[
        'minimal_backoff_time = 1s',
        'maximal_backoff_time = 2s',
        'queue_run_delay = 1s',
        'message_size_limit = 0',
        'mailbox_size_limit = 0',
        '',
      ],
    ].join('\n'),
  );
  writeFileSync(
    join(config, 'master.cf'),
    [
      `127.0.0.1:${port} inet n - n - - smtpd`,
      ...[
        'pickup unix n - n 60 1 pickup',
        'cleanup unix n - n - 0 cleanup',
        'qmgr unix n - n 1 1 qmgr',
        'rewrite unix - - n - - trivial-rewrite',
      ],
      ...[
        'bounce unix - - n - 0 bounce',
        'defer unix - - n - 0 bounce',
        'trace unix - - n - 0 bounce',
        'smtp unix - - n - - smtp',
        'lmtp unix - - n - - lmtp',
      ],
      ...[
        'error unix - - n - - error',
        'retry unix - - n - - error',
        'scache unix - - n - 1 scache',
        'anvil unix - - n - 1 anvil',
        'tlsmgr unix - - n 1000? 1 tlsmgr',
      ],
      ...[
        'proxymap unix - - n - - proxymap',
        'flush unix n - n 1000? 0 flush',
        'postlog unix-dgram n - n - 1 postlogd',
        '',
      ],
    ].join('\n'),
  );
  const started = spawnSync('/usr/sbin/postfix', ['-c', config, 'start'], { encoding: 'utf8' });
  if (started.status !== 0) throw new Error(`postfix: ${started.stdout}${started.stderr}`);
  onTestFinished(() => void spawnSync('/usr/sbin/postfix', ['-c', config, 'abort']));
  await untilListening(port);
  return { port, log: () => readFileSync(join(folder, 'log'), 'utf8') };
}

function ownCertificate(folder: string): string[] {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = spawnSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=mail.lunca-alba.example',
      ],
      ...['-keyout', key, '-out', certificate],
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
  return [
    ...['smtpd_tls_security_level = encrypt', 'smtpd_tls_loglevel = 1'],
    ...[`smtpd_tls_key_file = ${key}`, `smtpd_tls_cert_file = ${certificate}`],
  ];
}

/**
 * Debian's dnsmasq with these TXT records, on a port of its own; `more` are settings of its own kind. Gives its address as
 * the settings of the product name it.
 */
export async function aNameServer(
  records: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<string> {
  requireProgram('/usr/sbin/dnsmasq', 'dnsmasq-base');
  const port = await freePort();
  const lines = Object.entries(records).map(
    ([name, text]) => `--txt-record=${name},${(text.match(/.{1,200}/g) ?? []).join(',')}`,
  );
  const child = spawn(
    '/usr/sbin/dnsmasq',
    [
      ...[
        '--keep-in-foreground',
        '--no-resolv',
        '--no-hosts',
        '--conf-file=/dev/null',
        '--pid-file',
        '--local=//',
      ],
      '--listen-address=127.0.0.1',
      '--bind-interfaces',
      `--port=${port}`,
      `--user=${userInfo().username}`,
      ...lines,
      ...more,
    ],
    { stdio: 'ignore' },
  );
  keepUntilEnd(child);
  await untilListening(port);
  return `127.0.0.1:${port}`;
}
