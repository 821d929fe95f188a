import type { PartFlag, PartKind } from '@opis/contracts';
import type { Attachment } from 'postal-mime';
import { cleanLine, hidesMarks } from './clean-words.ts';
import type { ParsedPart, PartBytes } from './parsed-message.ts';

// What Windows, macOS or an office program runs when it is opened; also packed in a picture of a disk.
const running = new Set(
  (
    'exe com scr pif bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta msi msp msc cpl dll jar lnk url scf reg inf ' +
    'app command sh desktop iso img vhd vhdx docm dotm xlsm xltm xlam pptm ppam xll one chm hlp gadget application'
  ).split(' '),
);
const quiet = new Set('pdf doc docx odt rtf txt jpg jpeg png gif tif tiff xls xlsx ods zip'.split(' '));

const namesOfKinds: Readonly<Record<string, string>> = {
  'message/rfc822': 'mesaj.eml',
  'message/delivery-status': 'raport-livrare.txt',
  'text/rfc822-headers': 'antet.txt',
  'text/calendar': 'invitatie.ics',
};

/** A file of a message, with a name fit to be kept and what is to be said of it. */
export function toPart(attachment: Attachment, bytes: PartBytes): ParsedPart {
  const { mimeType, related, disposition, contentId } = attachment;
  const sent = attachment.filename ?? '';
  const name = toFileName(sent) || namesOfKinds[mimeType] || 'fisier';
  const flags: PartFlag[] = [];
  if (sent !== '' && (hidesMarks(sent) || /[/\\]/.test(sent))) flags.push('name-changed');
  const endings = name.toLowerCase().split('.').slice(1);
  const last = (endings.at(-1) ?? '').trim();
  if (running.has(last)) flags.push('runs-code');
  if (running.has(last) && endings.slice(0, -1).some((ending) => quiet.has(ending.trim())))
    flags.push('double-ending');
  if (/^(text\/calendar|application\/ics)$/.test(mimeType)) flags.push('calendar');
  return {
    kind: kindOf({ mimeType, related, disposition, contentId }),
    name,
    declaredType: cleanLine(mimeType, 200).toLowerCase() || 'application/octet-stream',
    contentId: contentId ? cleanLine(contentId.replace(/[<>]/g, ''), 300) || null : null,
    bytes,
    flags,
  };
}

function kindOf(part: Pick<Attachment, 'mimeType' | 'related' | 'disposition' | 'contentId'>): PartKind {
  if (part.mimeType === 'message/rfc822') return 'message';
  const shown = part.related === true || (part.disposition === 'inline' && part.contentId !== undefined);
  return shown && /^image\//.test(part.mimeType) ? 'inline' : 'attachment';
}

/** The last piece of what looks like a path, without marks that hide or turn letters. */
function toFileName(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  return cleanLine(last.replace(/[<>:"|?*]/g, '_'), 200).replace(/^\.+$/, '');
}
