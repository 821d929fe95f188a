import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';
import type { FieldKeys } from './field-crypto.ts';
import { writeSecretFile } from './secret-file.ts';

/** The institution's keys: those of its fields, and the Ed25519 key of the *sigiliu tehnic* that signs heads. */
export type InstitutionKeys = FieldKeys & { readonly sealKey: KeyObject };

/**
 * Opens the keys in `folder` (each file 0600). `mayCreate` only while the database is empty: new keys beside old data
 * would make every CNP unreadable and every seal foreign, so a missing file is then refused with `OperatorError`.
 */
export function openKeyFiles(folder: string, options: { mayCreate: boolean }): InstitutionKeys {
  const open = (name: string, create: () => string | Buffer) => {
    const file = join(folder, name);
    if (!existsSync(file)) {
      if (!options.mayCreate) throw new OperatorError(startText('keys.missing', { file }));
      writeSecretFile(file, create());
    }
    return { file, content: readKey(file) };
  };
  return {
    cnpKey: requireLength(open('cnp.key', newSymmetricKey)),
    lookupKey: requireLength(open('lookup.key', newSymmetricKey)),
    sealKey: toSealKey(open('seal.pem', newSealKey)),
  };
}

type KeyFile = { file: string; content: Buffer };

const symmetricBytes = 32;

const newSymmetricKey = () => randomBytes(symmetricBytes);
const newSealKey = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });

function readKey(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(startText('keys.unreadable', { file, reason }), { cause: error });
  }
}

function requireLength({ file, content }: KeyFile): Buffer {
  if (content.length !== symmetricBytes) throw new OperatorError(startText('keys.damaged', { file }));
  return content;
}

function toSealKey({ file, content }: KeyFile): KeyObject {
  try {
    const key = createPrivateKey(content);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new OperatorError(startText('keys.damaged', { file }), { cause: error });
  }
  throw new OperatorError(startText('keys.damaged', { file }));
}
