import { Parser } from 'htmlparser2';

const inert = new Set([
  ...['p', 'div', 'span', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code'],
  ...['center', 'b', 'strong', 'i', 'em', 'u', 's', 'strike', 'del', 'ins', 'sub', 'sup', 'small', 'big'],
  ...[
    'font',
    'tt',
    'mark',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'table',
    'caption',
    'thead',
    'tbody',
    'tfoot',
  ],
  ...['tr', 'td', 'th', 'img', 'a'],
]);
const addresses = new Set([
  'href',
  'src',
  'srcset',
  'background',
  'action',
  'formaction',
  'poster',
  'data',
  'ping',
]);

/**
 * What in a page would run, fetch by itself, ask for something or leave its frame; by a parser, and by a list that is not
 * the one of whoever cleans pages.
 */
export function findActive(page: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (!inert.has(name)) found.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(attributes))
        if (isActive(name, attribute, value)) found.push(`<${name} ${attribute}="${value.slice(0, 80)}">`);
    },
    onprocessinginstruction: (_, data) => void found.push(`<${data}>`),
  });
  parser.end(page);
  return found;
}

function isActive(tag: string, attribute: string, value: string): boolean {
  // As a browser does: control characters and blanks in an address are not there.
  const bare = [...value.toLowerCase()].filter((sign) => sign > ' ').join('');
  if (attribute.startsWith('on') || attribute.includes(':') || attribute === 'srcdoc') return true;
  if (attribute === 'style') return /url|expression|import|position|behavior|-moz|\\|\/\*/.test(bare);
  if (!addresses.has(attribute)) return false;
  if (tag === 'a' && attribute === 'href') return !/^(?:https?:|mailto:|tel:)/.test(bare);
  return !(tag === 'img' && attribute === 'src' && /^data:image\/(?:png|jpeg|gif|webp);/.test(bare));
}
