import type { AwkwardFile } from './awkward-file.ts';
import { awkwardOffice } from './awkward-office.ts';
import { awkwardPdfs } from './awkward-pdfs.ts';
import { awkwardPictures } from './awkward-pictures.ts';
import { awkwardTexts } from './awkward-texts.ts';

/** At least 60 files, each with one defect and an outcome of its own. */
export const awkwardFiles: readonly AwkwardFile[] = [
  ...awkwardPdfs,
  ...awkwardOffice,
  ...awkwardTexts,
  ...awkwardPictures,
];
