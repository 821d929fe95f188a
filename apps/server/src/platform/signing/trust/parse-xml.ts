import { DOMParser } from '@xmldom/xmldom';
import { TrustedListError } from './trusted-list-error.ts';

/** What we use of an element; the library's own declarations are those of browsers. */
export type XmlElement = {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly textContent: string | null;
  readonly parentNode: unknown;
  getAttribute(name: string): string | null;
  getElementsByTagNameNS(namespace: string, name: string): ArrayLike<XmlElement>;
};

/** Parses XML without document types: no entity of a file is ever opened. Throws `TrustedListError`. */
export function parseXml(xml: string): XmlElement {
  if (/<!DOCTYPE/i.test(xml)) throw new TrustedListError('invalid');
  const errors: unknown[] = [];
  const note = (message: unknown) => errors.push(message);
  const errorHandler = { warning: () => undefined, error: note, fatalError: note };
  const parser = new DOMParser({ errorHandler });
  const root: unknown = parser.parseFromString(xml, 'text/xml')?.documentElement;
  if (!isElement(root) || errors.length > 0) throw new TrustedListError('invalid');
  return root;
}

const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && 'getElementsByTagNameNS' in value;

/** Elements of this name, in any namespace, however deep. */
export const allNamed = (element: XmlElement, name: string): XmlElement[] =>
  Array.from(element.getElementsByTagNameNS('*', name));

export const findNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  allNamed(element, name)[0];

/** The first of this name; a list without it is none. */
export function requireNamed(element: XmlElement, name: string): XmlElement {
  const found = findNamed(element, name);
  if (!found) throw new TrustedListError('invalid');
  return found;
}

/** Its words, without the space around them. */
export const textNamed = (element: XmlElement, name: string): string =>
  requireNamed(element, name).textContent?.trim() ?? '';

/** Base64 as it stands in an element, without the breaks of lines. */
export const base64Of = (element: XmlElement): string => (element.textContent ?? '').replace(/\s+/g, '');
