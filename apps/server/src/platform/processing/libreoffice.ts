import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FlaggedFileError } from './file-job.ts';
import { runTool } from './run-tool.ts';

const limits = { timeoutMs: 180_000, maxMemory: 1536 * 1024 * 1024 };

/**
 * A PDF of an office document, by LibreOffice with a profile of its own that goes with the folder and in which no macro
 * runs and no link is followed. `timeoutMs`: how long it may take, three minutes unless told. Throws `FlaggedFileError`.
 */
export async function convertToPdf(
  program: string,
  { folder, path, timeoutMs = limits.timeoutMs }: { folder: string; path: string; timeoutMs?: number },
): Promise<Uint8Array> {
  // It goes by the content; a name without meaning tells it nothing false.
  const source = join(folder, 'document');
  await copyFile(path, source);
  const profile = join(folder, 'profile');
  await mkdir(join(profile, 'user'), { recursive: true });
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), strictProfile);
  const words = [
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    ...['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nologo'],
    ...['--convert-to', 'pdf', '--outdir', folder, source],
  ];
  await runTool({ program, words, folder, ...limits, timeoutMs });
  const bytes = await readFile(join(folder, 'document.pdf')).catch(() => undefined);
  if (!bytes || bytes.length === 0) throw new FlaggedFileError('damaged', 'no PDF was made');
  return bytes;
}

type Setting = readonly [place: string, name: string, value: string];

const scripting = 'org.openoffice.Office.Common/Security/Scripting';
const network = 'org.openoffice.Inet/Settings';

// As it is installed it loads a linked picture from wherever the document says: from inside the institution's network.
// Links are refused, and what would go out all the same ends at a proxy that is not there (port 9 is „discard”).
const strict: readonly Setting[] = [
  [scripting, 'DisableMacrosExecution', 'true'],
  [scripting, 'MacroSecurityLevel', '3'],
  [scripting, 'BlockUntrustedRefererLinks', 'true'],
  [network, 'ooInetProxyType', '2'],
  [network, 'ooInetHTTPProxyName', '127.0.0.1'],
  [network, 'ooInetHTTPProxyPort', '9'],
  [network, 'ooInetHTTPSProxyName', '127.0.0.1'],
  [network, 'ooInetHTTPSProxyPort', '9'],
  [network, 'ooInetNoProxy', ''],
];

const strictProfile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${strict.map(toItem).join('\n')}
</oor:items>
`;

function toItem([place, name, value]: Setting) {
  return `<item oor:path="/${place}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;
}
