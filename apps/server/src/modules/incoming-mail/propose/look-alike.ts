import { domainToUnicode } from 'node:url';
import { foldText } from '@opis/contracts';
import { confusablesMap } from 'confusables';
import { distance } from 'fastest-levenshtein';

/** A sender's domain that a person would take for a known one. */
export type LookAlike = { readonly domain: string; readonly resembles: string };

// What a glance does not tell apart in the faces that mail programs use.
const twins: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/0/g, 'o'],
  [/[1i|]/g, 'l'],
  [/5/g, 's'],
  [/[-_]/g, ''],
];

/** What an eye makes of a domain: two with the same skeleton look the same. */
export function skeletonOf(domain: string): string {
  const readable = domainToUnicode(domain.toLowerCase()) || domain.toLowerCase();
  const latin = Array.from(readable, (sign) => confusablesMap.get(sign) ?? sign)
    .join('')
    .split('.')
    .map((label) => foldText(label).replaceAll(' ', '-'))
    .join('.');
  return twins.reduce((text, [look, same]) => text.replace(look, same), latin);
}

// One slip in a short word makes another word: the shorter the name, the fewer are forgiven.
const slipsForgiven = (length: number) => (length < 6 ? 0 : length < 12 ? 1 : 2);

const nameOf = (domain: string) => domain.slice(0, domain.lastIndexOf('.'));

/** Domains that are known, ready to be compared with. */
export type KnownDomains = {
  readonly domains: ReadonlySet<string>;
  readonly skeletons: readonly { readonly domain: string; readonly name: string }[];
};

export function toKnownDomains(domains: Iterable<string>): KnownDomains {
  const all = new Set([...domains].map((domain) => domain.toLowerCase()));
  return {
    domains: all,
    skeletons: [...all].map((domain) => ({ domain, name: nameOf(skeletonOf(domain)) })),
  };
}

/**
 * The known domain that this one looks like; undefined when it is known itself, is under one that is, or resembles none.
 */
export function findLookAlike(domain: string, known: KnownDomains): LookAlike | undefined {
  const asked = domain.toLowerCase();
  if (asked === '' || isKnown(asked, known.domains)) return undefined;
  const name = nameOf(skeletonOf(asked));
  let nearest: { slips: number; resembles: string } | undefined;
  for (const each of known.skeletons) {
    const slips = slipsBetween(name, each.name);
    if (slips !== undefined && (nearest === undefined || slips < nearest.slips)) {
      nearest = { slips, resembles: each.domain };
    }
  }
  return nearest && { domain: asked, resembles: nearest.resembles };
}

function isKnown(domain: string, known: ReadonlySet<string>): boolean {
  const labels = domain.split('.');
  return labels.some((_, at) => known.has(labels.slice(at).join('.')));
}

function slipsBetween(name: string, other: string): number | undefined {
  const forgiven = slipsForgiven(other.length);
  if (other === '' || Math.abs(name.length - other.length) > forgiven) return undefined;
  const slips = distance(name, other);
  return slips <= forgiven ? slips : undefined;
}

/** An address inside the name that a sender gives themselves, when it is another than the one they write from. */
export function findShownAddress(name: string, address: string): string | undefined {
  const shown = /[^\s<>"'(),;:„”]+@[^\s<>"'(),;:„”]+\.[^\s<>"'(),;:„”]+/.exec(name)?.[0]?.toLowerCase();
  return shown === undefined || shown === address.toLowerCase() ? undefined : shown;
}
