import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** SVG of the invented institution's crest. A real institution's is its own to give; until then none is drawn. */
export const demonstrationCrest: string = readFileSync(
  resolve('@opis/portal/assets/demonstration-crest.svg'),
  'utf8',
);
