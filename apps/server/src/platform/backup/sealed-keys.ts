import { argon2Sync, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Files by name, with their bytes. */
export type KeyBundle = Readonly<Record<string, Buffer>>;

const base64 = z.base64();
const SealedKeys = z.object({
  format: z.literal(1),
  kdf: z.object({
    name: z.literal('argon2id'),
    memoryKib: z.number().int().min(8).max(4_194_304),
    passes: z.number().int().min(1).max(100),
    parallelism: z.number().int().min(1).max(64),
    salt: base64,
  }),
  cipher: z.literal('aes-256-gcm'),
  nonce: base64,
  tag: base64,
  sealed: base64,
});
type SealedKeys = z.infer<typeof SealedKeys>;

// Half a gibibyte and some seconds for whoever tries passphrases (RFC 9106 asks for 64 MiB at the least).
const cost = { memoryKib: 512 * 1024, passes: 3, parallelism: 4 };

/** Seals the keys under a passphrase: argon2id makes the key, AES-256-GCM seals. The text is a file of its own. */
export function sealKeys(keys: KeyBundle, passphrase: string, given: Partial<typeof cost> = {}): string {
  const kdf = { name: 'argon2id' as const, ...cost, ...given, salt: randomBytes(16).toString('base64') };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(kdf, passphrase), nonce);
  const plain = Object.fromEntries(
    Object.entries(keys).map(([name, bytes]) => [name, bytes.toString('base64')]),
  );
  const sealed = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()]);
  const file: SealedKeys = {
    format: 1,
    kdf,
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Opens what `sealKeys` sealed; undefined when the passphrase is another or a byte was changed. */
export function openSealedKeys(text: string, passphrase: string): KeyBundle | undefined {
  try {
    const { kdf, nonce, tag, sealed } = SealedKeys.parse(JSON.parse(text));
    const decipher = createDecipheriv(
      'aes-256-gcm',
      deriveKey(kdf, passphrase),
      Buffer.from(nonce, 'base64'),
      {
        authTagLength: 16,
      },
    );
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()]);
    const files = z.record(z.string(), base64).parse(JSON.parse(plain.toString('utf8')));
    return Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')]),
    );
  } catch {
    return undefined;
  }
}

// The same words typed on another keyboard may come in other code points.
const deriveKey = ({ salt, memoryKib, passes, parallelism }: SealedKeys['kdf'], passphrase: string) =>
  argon2Sync('argon2id', {
    message: passphrase.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: memoryKib,
    passes,
    parallelism,
    tagLength: 32,
  });
