import { encodeLabelCode, formatPlainDate, formatRegistrationNumber } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/print.ro.json' with { type: 'json' };
import { code128 } from '../../../platform/pdf/barcodes.ts';
import { type LabelModel, toMoment } from './print-model.ts';

const texts = openTexts(messages);

/** Three dots at 203 dpi: the narrowest bar that a label printer draws cleanly and a worn reader reads. */
const moduleMm = 0.375;

/** The texts and the bar code of a 62 × 29 mm label. */
export function toLabelData(model: LabelModel) {
  const { number, registeredOn, registerLetter } = model;
  const code = encodeLabelCode({ register: registerLetter, year: Number(registeredOn.slice(0, 4)), number });
  const bars = code128(code);
  return {
    title: texts('label.title', { number: formatRegistrationNumber(number, registeredOn) }),
    moment: toMoment(registeredOn),
    institution: model.institution.shortName,
    direction: texts(`direction.${model.direction}`),
    number: String(number),
    date: formatPlainDate(registeredOn),
    emergency: model.emergencyNumber,
    code: { text: code, svg: bars.svg, mm: bars.modules * moduleMm, alt: texts('label.code-alt', { code }) },
  };
}
