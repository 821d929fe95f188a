import type { CscSettings } from '../../platform/signing/sign/csc-signer.ts';
import type { TimeStampSettings } from '../../platform/signing/sign/time-stamp-client.ts';

/** How people of this institution sign: with keys in files (an invented institution alone), or at a provider. */
export type SigningSettings = {
  readonly way: 'off' | 'demonstration' | 'csc';
  /** There when `way` is `csc`. */
  readonly csc: CscSettings | undefined;
  /** Absent: signatures without a time-stamp (PAdES B-B). */
  readonly timeStamp: TimeStampSettings | undefined;
};
