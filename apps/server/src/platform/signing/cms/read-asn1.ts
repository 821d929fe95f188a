import * as asn1js from 'asn1js';

/** What is no ASN.1, or not the structure that must stand there. */
export class Asn1Error extends Error {
  override readonly name = 'Asn1Error';
}

/** Bytes of their own, as the library wants them: a view into a larger buffer would be read from its beginning. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** Reads one value; what stands after it is ignored (a PDF fills the place of its signature up with zeros). */
export function readAsn1(bytes: Uint8Array): asn1js.BaseBlock {
  const { offset, result } = asn1js.fromBER(toArrayBuffer(bytes));
  if (offset === -1) throw new Asn1Error('no ASN.1');
  return result;
}

/** The values that a sequence or a set holds; none for anything else. */
export function itemsOf(block: unknown): asn1js.BaseBlock[] {
  return block instanceof asn1js.Constructed ? block.valueBlock.value : [];
}

/** The text of an object identifier; undefined for anything else. */
export function oidOf(block: unknown): string | undefined {
  return block instanceof asn1js.ObjectIdentifier ? block.valueBlock.toString() : undefined;
}

/** The bytes of an octet string, in one piece or in several. */
export function octetsOf(block: unknown): Buffer | undefined {
  return block instanceof asn1js.OctetString ? Buffer.from(block.getValue()) : undefined;
}
