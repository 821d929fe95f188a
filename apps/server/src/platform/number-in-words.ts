import { toCardinal } from 'n2words/ro-RO';

/** A count in Romanian words, agreeing with what is counted: „douăzeci și una” file, „douăzeci și unu” de rânduri. */
export function inWords(count: number, noun: 'feminine' | 'neuter'): string {
  // A neuter is masculine when it is one, feminine when it is more.
  const endsInOne = count % 10 === 1 && count % 100 !== 11;
  return toCardinal(count, { gender: noun === 'neuter' && endsInOne ? 'masculine' : 'feminine' });
}
