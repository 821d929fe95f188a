/**
 * Letters and signs that are not a letter with a mark, as the rules of PostgreSQL's `unaccent` write them: without them
 * this fold and the one in the database would part on the names of foreigners.
 */
const plainForms: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ħ: 'h',
  ı: 'i',
  ĳ: 'ij',
  ĸ: 'q',
  ł: 'l',
  ŀ: 'l',
  ŋ: 'n',
  ŉ: ' n',
  ŧ: 't',
  ſ: 's',
  '©': ' c ',
  '®': ' r ',
};

/**
 * The search key of names and words: lower case, no diacritics (comma or cedilla below), everything but letters and
 * digits as one space. The same as the SQL function `fold`, for the Latin letters of Europe; a test holds that.
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u0362]/g, '')
    .replace(/[^a-z0-9 ]/g, (sign) => plainForms[sign] ?? ' ')
    .replace(/ +/g, ' ')
    .trim();
}

const innerVowel = /(?<=\p{L})[âî](?=\p{L})/gu;

/**
 * What is kept for searching: the folded text, then each word with â or î inside once more in the other spelling, since
 * between 1953 and 1993 people wrote î there. *Târgu* and *Tîrgu* are both found by `targu` and by `tirgu`.
 */
export function toSearchKey(text: string): string {
  const lower = text.toLowerCase().normalize('NFC');
  if (!/[âî]/.test(lower)) return foldText(text);
  const words = lower.split(/\s+/);
  const respelt = words.map((word) => word.replace(innerVowel, (vowel) => (vowel === 'â' ? 'î' : 'â')));
  const others = respelt.filter((word, at) => word !== words[at]);
  return [text, ...others].map(foldText).join(' ').trim();
}
