import type { Channel, Direction } from '@opis/contracts';

/** The institution as it stands on paper. `publicAddress` is that of the verification, as typed: `lunca-alba.example/v`. */
export type PrintedInstitution = {
  name: string;
  /** For the label, where width is short: „Primăria Lunca Albă”. */
  shortName: string;
  council: string;
  address: string;
  phone: string;
  publicAddress: string;
  /** SVG of the crest, or null: then none is drawn. */
  crest: string | null;
};

/** Everything a receipt says; pure data, the same for both formats. */
export type ReceiptModel = {
  institution: PrintedInstitution;
  registerName: string;
  direction: Direction;
  number: number;
  /** Plain date and hour in Europe/Bucharest. */
  registeredOn: string;
  registeredTime: string;
  /** Null when the institution itself is the issuer. */
  senderName: string | null;
  subject: string;
  sheets: number;
  annexes: number;
  channel: Channel;
  unitName: string | null;
  subNumber: { registerName: string; number: number } | null;
  /** Number on the sheet of an emergency book, and the plain date and hour of arrival there; null for the rest. */
  emergency: { number: string; receivedOn: string; receivedTime: string } | null;
  /** `7QKD-4M2P` */
  receiptCode: string;
  /** What the QR code holds; upper case (`HTTPS://LUNCA-ALBA.EXAMPLE/V/…`) makes the code smaller. */
  verifyUrl: string;
};

/** Everything a label says. `registerLetter` is the register's label code (label-code.ts in contracts). */
export type LabelModel = {
  institution: Pick<PrintedInstitution, 'shortName'>;
  direction: Direction;
  number: number;
  registeredOn: string;
  registerLetter: string;
  /** `U2-0007/2026`, or null. */
  emergencyNumber: string | null;
};

/** A5 sheet, or the 80 mm roll of a receipt printer. */
export type ReceiptFormat = 'a5' | 'roll80';

/** The document's date for its metadata: year, month, day, hour, minute. */
export function toMoment(date: string, time = '00:00'): number[] {
  return [...date.split('-'), ...time.split(':')].map(Number);
}
