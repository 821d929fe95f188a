import { totalmem } from 'node:os';

/** PostgreSQL settings by name, as its command line takes them. */
export type ServerSettings = Readonly<Record<string, string>>;

/**
 * What every cluster of ours runs with; the command line wins over `postgresql.conf`, so that no edit there can
 * weaken durability or open the network. Sizes in the units PostgreSQL understands.
 */
export function defaultSettings(): ServerSettings {
  return { ...network, ...durability, ...privacy, ...sizes() };
}

const network: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
};

const durability: ServerSettings = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  // An archive that is away for long must not fill the disk and stop registrations; a new copy begins anew.
  max_slot_wal_keep_size: '4GB',
};

// An error must not carry a row or a statement, that is names and addresses of people, into the log.
const privacy: ServerSettings = {
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_parameter_max_length_on_error: '0',
};

function sizes(): ServerSettings {
  const buffers = Math.min(Math.max(Math.floor(totalmem() / 2 ** 20 / 8), 128), 1024);
  return {
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${buffers * 3}MB`,
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
  };
}

/** The settings as arguments of `postgres`. */
export const toArguments = (settings: ServerSettings): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
