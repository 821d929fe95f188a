import { decodeText } from '../../../decode-text.ts';
import { parseLimits } from '../parse-limits.ts';
import {
  type AttachmentDraft,
  emptyDraft,
  isDraftOf,
  takeAttachmentProperty,
  textOf,
} from './attachment-draft.ts';
import { CutShort, type Range } from './byte-cursor.ts';
import { type Attribute, attributeIds, isTnef, readAttributes } from './read-attributes.ts';
import { type Property, propertyIds, propertyTypes, readProperties } from './read-properties.ts';

/** A file inside a TNEF stream: its bytes by their place in it, or a text that was read out of it. */
export type TnefFile = {
  readonly name: string;
  readonly declaredType: string;
  readonly contentId: string | null;
  readonly bytes: Range | { readonly text: string };
};

/** What lies in a winmail.dat; `whole`: everything of it is here, and nothing of it was broken. */
export type TnefContent = {
  readonly files: readonly TnefFile[];
  readonly text: string;
  readonly page: string;
  readonly whole: boolean;
};

/**
 * Takes a TNEF stream apart (MS-OXTNEF): files with names and types, text or page, messages within it up to the depth of
 * messages. Never throws for what the bytes hold: it stops where they lie, gives what stood whole before, and says so.
 */
export function unpackTnef(bytes: Buffer): TnefContent {
  const found: Found = { files: [], text: '', page: '', richText: false, whole: isTnef(bytes) };
  if (found.whole) unpackInto(found, bytes, { range: { from: 0, to: bytes.length }, depth: 1 });
  const { richText, whole, ...content } = found;
  // A text in Microsoft's own form is not read here: whoever has no other opens the file itself.
  return { ...content, whole: whole && !(richText && content.text === '' && content.page === '') };
}

type Found = { files: TnefFile[]; text: string; page: string; richText: boolean; whole: boolean };
type Place = { range: Range; depth: number };

function unpackInto(found: Found, bytes: Buffer, place: Place) {
  let draft: AttachmentDraft | undefined;
  const close = () => {
    if (draft) addFile(found, bytes, { draft, place });
    draft = undefined;
  };
  try {
    for (const attribute of readAttributes(bytes, place.range)) {
      if (!attribute.sound) found.whole = false;
      else if (attribute.id === attributeIds.beginsAttachment) {
        close();
        draft = emptyDraft();
      } else if (draft) takeAttachmentAttribute(draft, bytes, attribute);
      else takeMessageAttribute(found, bytes, attribute);
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    found.whole = false;
  }
  close();
}

function takeAttachmentAttribute(draft: AttachmentDraft, bytes: Buffer, { id, data }: Attribute) {
  if (id === attributeIds.title) draft.title = textOf(bytes, data, propertyTypes.text8);
  else if (id === attributeIds.data) draft.data = data;
  else if (id === attributeIds.attachmentProperties)
    for (const property of readProperties(bytes, data)) takeAttachmentProperty(draft, bytes, property);
}

function takeMessageAttribute(found: Found, bytes: Buffer, { id, data }: Attribute) {
  if (id === attributeIds.body) found.text ||= textOf(bytes, data, propertyTypes.text8);
  else if (id === attributeIds.messageProperties)
    for (const property of readProperties(bytes, data)) takeMessageProperty(found, bytes, property);
}

function takeMessageProperty(found: Found, bytes: Buffer, { id, type, value }: Property) {
  const short = { from: value.from, to: Math.min(value.to, value.from + parseLimits.heldTextBytes) };
  if (id === propertyIds.body) found.text ||= textOf(bytes, short, type);
  else if (id === propertyIds.richBody) found.richText = true;
  else if (id === propertyIds.page)
    found.page =
      type === propertyTypes.binary
        ? decodeText(bytes.subarray(short.from, short.to))
        : textOf(bytes, short, type);
}

function addFile(found: Found, bytes: Buffer, { draft, place }: { draft: AttachmentDraft; place: Place }) {
  const { data } = draft;
  // A file that lies on the sender's own disk: there is nothing of it but its name.
  if (data === undefined) found.whole = false;
  else if (isDraftOf(draft, 'message'))
    addMessage(found, bytes, { draft, range: data, depth: place.depth + 1 });
  else
    push(found, {
      ...{ name: draft.longName || draft.title || draft.shortName || draft.displayName },
      ...{ declaredType: draft.mediaType, contentId: draft.contentId || null, bytes: data },
    });
}

// A message within the message: its files beside ours, its text as a file under its own name.
function addMessage(
  found: Found,
  bytes: Buffer,
  { draft, range, depth }: Place & { draft: AttachmentDraft },
) {
  if (depth > parseLimits.messageDepth) {
    found.whole = false;
    return;
  }
  const inner: Found = { files: [], text: '', page: '', richText: false, whole: true };
  unpackInto(inner, bytes, { range, depth });
  if (!inner.whole || (inner.richText && inner.text === '' && inner.page === '')) found.whole = false;
  const name = draft.displayName || draft.longName || draft.title || 'mesaj';
  const [text, type, ending] =
    inner.page === '' ? [inner.text, 'text/plain', 'txt'] : [inner.page, 'text/html', 'html'];
  if (text.trim() !== '')
    push(found, { name: `${name}.${ending}`, declaredType: type, contentId: null, bytes: { text } });
  for (const file of inner.files) push(found, file);
}

function push(found: Found, file: TnefFile) {
  if (found.files.length < parseLimits.winmailFiles) found.files.push(file);
  else found.whole = false;
}
