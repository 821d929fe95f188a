import { type LetterTemplate, LetterTemplateText } from '@opis/contracts';
import authorisation from './shipped/authorisation.ro.json' with { type: 'json' };
import general from './shipped/general.ro.json' with { type: 'json' };
import informationRequest from './shipped/information-request.ro.json' with { type: 'json' };
import petition from './shipped/petition.ro.json' with { type: 'json' };
import { parseMarkup } from './template-markup.ts';

/** Templates that come with the program, version 0 of each; the institution's own versions go before them. */
export const shippedTemplates: readonly LetterTemplate[] = [
  ...general,
  ...petition,
  ...informationRequest,
  ...authorisation,
].map(({ code, body, ...rest }) => ({
  ...LetterTemplateText.parse({ ...rest, body: parseMarkup(body) }),
  code,
  version: 0,
  savedAt: null,
  savedBy: null,
  retired: false,
}));
