import { formatPlainDate, formatRegistrationNumber } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/print.ro.json' with { type: 'json' };
import { qrCode, wholeDotSize } from '../../../platform/pdf/barcodes.ts';
import { type ReceiptFormat, type ReceiptModel, toMoment } from './print-model.ts';

const texts = openTexts(messages);

/** Side of the QR code: as large as the paper's column gives, in whole printer dots. */
const qrMm: Readonly<Record<ReceiptFormat, number>> = { a5: 24, roll80: 26 };

/** The texts and codes that the templates lay out; they decide only where each stands. */
export function toReceiptData(model: ReceiptModel, format: ReceiptFormat) {
  const number = formatRegistrationNumber(model.number, model.registeredOn);
  const qr = qrCode(model.verifyUrl);
  return {
    title: texts('receipt.title', { number }),
    moment: toMoment(model.registeredOn, model.registeredTime),
    heading: texts('receipt.heading'),
    institution: toLetterhead(model),
    stamp: toStamp(model),
    numberLine: { label: texts('receipt.number'), value: number },
    codeLine: { label: texts('receipt.code'), value: model.receiptCode },
    facts: toFacts(model),
    next: { heading: texts('next.heading'), steps: toNextSteps(model, number) },
    qr: { svg: qr.svg, mm: wholeDotSize(qr, qrMm[format]), alt: texts('verify.qr-alt', { number }) },
    verify: {
      lead: texts('verify.lead'),
      before: texts('verify.before'),
      after: texts('verify.after'),
      short: texts('verify.short'),
      address: model.institution.publicAddress,
    },
    made: texts('receipt.made', { date: formatPlainDate(model.registeredOn), time: model.registeredTime }),
    pageOf: texts('receipt.page-of'),
  };
}

function toLetterhead({ institution }: ReceiptModel) {
  const { council, name, address, phone, crest } = institution;
  const contact = texts('receipt.contact', { address, phone });
  return { council, name, contact, crest, crestAlt: texts('receipt.crest') };
}

function toStamp(model: ReceiptModel) {
  const [year = '', month = '', day = ''] = model.registeredOn.split('-');
  return {
    institution: model.institution.name,
    direction: texts('stamp.direction', { direction: texts(`direction.${model.direction}`) }),
    numberLabel: texts('stamp.number'),
    number: String(model.number),
    cells: [
      { label: texts('stamp.day'), value: day },
      { label: texts('stamp.month'), value: month },
      { label: texts('stamp.year'), value: year },
      { label: texts('stamp.hour'), value: model.registeredTime },
    ],
  };
}

type Fact = { label: string; value: string; strong: boolean };

function toFacts(model: ReceiptModel): Fact[] {
  const { sheets, annexes, channel, subNumber } = model;
  const year = model.registeredOn.slice(0, 4);
  const fact = (label: string, value: string | null | undefined, strong = false) =>
    value ? [{ label, value, strong }] : [];
  return [
    ...fact(texts('fact.sender'), model.senderName, true),
    ...fact(texts('fact.subject'), model.subject),
    ...fact(
      texts('fact.documents'),
      texts('fact.documents.value', { sheets, annexes, channel: texts(`channel.${channel}`) }),
    ),
    ...fact(
      texts('fact.emergency'),
      model.emergency && texts('fact.emergency.value', shownEmergency(model.emergency)),
    ),
    ...fact(texts('fact.unit'), model.unitName),
    ...fact(texts('fact.register'), texts('fact.register.value', { register: model.registerName, year })),
    ...fact(texts('fact.sub-register'), subNumber && texts('fact.sub-register.value', numbered(subNumber))),
  ];
}

function numbered(sub: { registerName: string; number: number }) {
  return { register: sub.registerName, number: String(sub.number) };
}

function shownEmergency(emergency: NonNullable<ReceiptModel['emergency']>) {
  const { number, receivedOn, receivedTime } = emergency;
  return { number, date: formatPlainDate(receivedOn), time: receivedTime };
}

function toNextSteps(model: ReceiptModel, number: string): string[] {
  const { unitName } = model;
  return [
    unitName ? texts('next.routed', { unit: unitName }) : texts('next.to-be-routed'),
    texts('next.ask', { number }),
    texts('next.keep'),
  ];
}
