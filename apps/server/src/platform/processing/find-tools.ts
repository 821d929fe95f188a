import { accessSync, constants } from 'node:fs';

/** Programs of the machine that we use when they are there; undefined: we do without, and say so. */
export type ProcessingTools = {
  readonly tesseract: string | undefined;
  readonly ghostscript: string | undefined;
  readonly libreOffice: string | undefined;
};

/** What the settings say of each: a path, `off`, or undefined: where a distribution puts it. */
export type ToolSettings = { readonly [tool in keyof ProcessingTools]: string | undefined };

const usual = {
  ghostscript: ['/usr/bin/gs'],
  libreOffice: ['/usr/bin/soffice', '/usr/bin/libreoffice'],
} as const;

/** Finds them; the machine's own recognition is used only when it is set: ours reads as well and needs no package. */
export function findTools(given: ToolSettings): ProcessingTools {
  return {
    tesseract: given.tesseract === 'off' ? undefined : given.tesseract,
    ghostscript: find(given.ghostscript, usual.ghostscript),
    libreOffice: find(given.libreOffice, usual.libreOffice),
  };
}

function find(given: string | undefined, places: readonly string[]): string | undefined {
  if (given === 'off') return undefined;
  return (given === undefined ? places : [given]).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
