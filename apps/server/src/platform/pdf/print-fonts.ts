import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Coverage, readCoverage } from './font-coverage.ts';

const { resolve } = createRequire(import.meta.url);

/** Families as typst knows them: Source Sans 3 and Source Serif 4. Both are OFL and hold ș ț with comma below. */
const sans = ['Regular', 'Semibold', 'Bold'].map((face) => `source-sans/OTF/SourceSans3-${face}.otf`);
const serif = ['Regular', 'It', 'Semibold', 'Bold', 'BoldIt'].map(
  (face) => `source-serif/OTF/SourceSerif4-${face}.otf`,
);

/** The faces that templates may use, and what can be drawn: the serif hands over to the sans for a letter it lacks. */
export type PrintFonts = { faces: Buffer[]; coverage: Coverage };

/** Reads the faces wherever npm put their packages. */
export function readPrintFonts(): PrintFonts {
  const read = (file: string) => readFileSync(resolve(file));
  const sansFaces = sans.map(read);
  const coverages = sansFaces.map(readCoverage);
  return {
    faces: [...sansFaces, ...serif.map(read)],
    coverage: (codePoint) => coverages.every((covers) => covers(codePoint)),
  };
}
