import type { X509Certificate } from 'node:crypto';

/** What the person typed to let the key be used; asked once for a whole batch, never kept. */
export type Authorisation = { readonly pin?: string | undefined; readonly otp?: string | undefined };

/** How the value is made: the digest is always SHA-256. */
export type SignatureAlgorithm = 'rsa-pkcs1' | 'ecdsa';

/** Whoever holds a key. The key itself never comes here. */
export type Signer = {
  /** The signer's own first, then its issuers as far as they are known. */
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
  readonly algorithm: SignatureAlgorithm;
  /**
   * Opens the key for these texts and no others. Errors: `signature.wrong-pin`, `signature.provider-refused`,
   * `signature.provider-unavailable`.
   */
  authorise(texts: readonly Uint8Array[], authorisation: Authorisation): Promise<SigningSession>;
};

/** An opened key: `sign` gives the value for one of the texts, by its place. */
export type SigningSession = { sign(index: number): Promise<Uint8Array> };

/** Asks an authority for the hour of these bytes; gives the DER of its token (RFC 3161). */
export type TimeStamper = { stamp(bytes: Uint8Array): Promise<Uint8Array> };
