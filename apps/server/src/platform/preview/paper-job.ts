import type { FileSignatures, MaskRegion, PageWord } from '@opis/contracts';
import type { TrustedService } from '../signing/trust/trusted-service.ts';

/** What is asked of the process that works on papers; `path` is where the bytes lie now. */
export type PaperJob =
  | {
      readonly task: 'signatures';
      readonly path: string;
      readonly trust: readonly TrustedService[];
      /** When the file is known to have been here. */
      readonly at: Date;
    }
  | { readonly task: 'words'; readonly path: string; readonly page: number }
  | {
      readonly task: 'mask';
      readonly path: string;
      readonly mediaType: string;
      readonly regions: readonly MaskRegion[];
    };

/** What it answers, by the task. */
export type PaperAnswer =
  | { readonly signatures: FileSignatures }
  | { readonly words: readonly PageWord[] }
  | { readonly pdf: Uint8Array };
