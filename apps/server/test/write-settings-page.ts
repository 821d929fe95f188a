// npm run docs:settings: writes docs/settings.md from the declarations in platform/config.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeSettings } from '../src/platform/settings-page.ts';

await writeFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'settings.md'), describeSettings());
