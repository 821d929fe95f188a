import { decodeText } from '../../../decode-text.ts';
import type { Range } from './byte-cursor.ts';
import { type Property, propertyIds, propertyTypes } from './read-properties.ts';

/** An attachment as far as its attributes were read; texts are empty until they are said. */
export type AttachmentDraft = {
  title: string;
  shortName: string;
  longName: string;
  displayName: string;
  mediaType: string;
  contentId: string;
  method: number;
  /** Undefined: it has no bytes here. */
  data: Range | undefined;
};

export const emptyDraft = (): AttachmentDraft => ({
  ...{ title: '', shortName: '', longName: '', displayName: '', mediaType: '', contentId: '' },
  ...{ method: 0, data: undefined },
});

// PidTagAttachMethod (MS-OXCMSG, 2.2.2.9).
const methods = { message: 5 } as const;

/** True of what is not a plain file but this. */
export const isDraftOf = ({ method }: AttachmentDraft, kind: keyof typeof methods): boolean =>
  method === methods[kind];

// The mark of the kind of an object stands before its bytes.
const objectMarkBytes = 16;

export function takeAttachmentProperty(draft: AttachmentDraft, bytes: Buffer, property: Property) {
  const { id, type, value } = property;
  const text = () => textOf(bytes, value, type);
  if (id === propertyIds.longName) draft.longName = text();
  else if (id === propertyIds.shortName) draft.shortName = text();
  else if (id === propertyIds.displayName) draft.displayName = text();
  else if (id === propertyIds.mediaType) draft.mediaType = text();
  else if (id === propertyIds.contentId) draft.contentId = text();
  else if (id === propertyIds.method) draft.method = bytes.readUInt32LE(value.from);
  else if (id === propertyIds.data && type === propertyTypes.binary) draft.data = value;
  else if (id === propertyIds.data && type === propertyTypes.object)
    draft.data = { from: Math.min(value.from + objectMarkBytes, value.to), to: value.to };
}

/** A text up to its closing zero; empty of what is no text. */
export function textOf(bytes: Buffer, { from, to }: Range, type: number): string {
  const held = bytes.subarray(from, to);
  if (type === propertyTypes.text8) return untilZero(decodeText(held));
  return type === propertyTypes.text16 ? untilZero(held.toString('utf16le')) : '';
}

const untilZero = (text: string): string => text.split('\0', 1)[0] ?? '';
