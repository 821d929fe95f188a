// Kinds of file that people open without a thought, and what their bytes are.
const typesOf: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  zip: ['application/zip'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  odt: ['application/vnd.oasis.opendocument.text'],
};
const endingOf: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
};

/** True when a file is none of what its name, or else the message, says: „cerere.pdf” that is a program or a page. */
export function tellsOtherType(said: { name: string; declaredType: string }, mediaType: string): boolean {
  const ending =
    /\.([a-z0-9]{1,8})$/i.exec(said.name)?.[1]?.toLowerCase() ?? endingOf[said.declaredType] ?? '';
  const types = typesOf[ending];
  return types !== undefined && !types.includes(mediaType);
}
