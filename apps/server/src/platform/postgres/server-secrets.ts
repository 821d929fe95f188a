import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeSecretFile } from '../crypto/secret-file.ts';
import { randomHex } from '../ids.ts';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';

/** Who connects: the cluster's superuser, the owner of the schema, the application, the worker. */
export const serverRoles = ['postgres', 'opis_owner', 'opis_app', 'opis_worker'] as const;
export type ServerRole = (typeof serverRoles)[number];

/** A generated password for each role. */
export type ServerSecrets = Readonly<Record<ServerRole, string>>;

const ServerSecrets = z.record(z.enum(serverRoles), z.string().min(1));

/** Reads the passwords, or makes them (mode 0600) while there is no cluster yet that knows others. */
export function openSecrets(file: string, clusterFolder: string): ServerSecrets {
  if (existsSync(file)) return readSecrets(file);
  if (existsSync(clusterFolder)) {
    throw new OperatorError(startText('postgres.secrets-missing', { folder: clusterFolder, file }));
  }
  const secrets: ServerSecrets = {
    postgres: randomHex(24),
    opis_owner: randomHex(24),
    opis_app: randomHex(24),
    opis_worker: randomHex(24),
  };
  writeSecretFile(file, JSON.stringify(secrets, undefined, 2));
  return secrets;
}

function readSecrets(file: string): ServerSecrets {
  try {
    return ServerSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(startText('postgres.secrets-unreadable', { file, reason }), { cause: error });
  }
}
