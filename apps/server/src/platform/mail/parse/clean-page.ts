import sanitize from 'sanitize-html';

/** A message's page, fit to be shown in a frame of its own, and what was taken out of it. */
export type CleanPage = {
  readonly html: string;
  /** Pictures that it would have fetched from elsewhere. */
  readonly remoteImages: number;
  /** Program code, forms or frames stood in it. */
  readonly hadActiveContent: boolean;
};

// A page above this is not shown as a page: its text is, and the page itself can be saved.
const longestPage = 2_000_000;
const active = new Set([
  'script',
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'iframe',
  'frame',
  'object',
  'embed',
]);
const activeMark =
  /<(?:script|form|iframe|frame|object|embed|applet|svg|math)\b|\son[a-z]{3,20}\s*=|javascript:/i;

const colour = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]{3,40}\)$/i, /^[a-z]{3,24}$/i];
const length = [/^-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%|ex|ch)?$/i, /^auto$/i];
// No more than what a letter needs: nothing here can leave the frame, cover another thing or fetch anything.
const styles = {
  color: colour,
  'background-color': colour,
  'text-align': [/^(?:left|right|center|justify)$/i],
  'vertical-align': [/^(?:top|middle|bottom|baseline)$/i],
  'font-weight': [/^(?:normal|bold|bolder|lighter|\d{3})$/i],
  'font-style': [/^(?:normal|italic)$/i],
  'font-size': [/^\d{1,2}(?:\.\d{1,2})?(?:px|pt|em|rem)$/i, /^\d{2,3}%$/],
  'font-family': [/^[\w\s"',-]{1,200}$/],
  'text-decoration': [/^(?:none|underline|line-through)$/i],
  'white-space': [/^(?:normal|pre|pre-wrap|nowrap)$/i],
  'border-collapse': [/^(?:collapse|separate)$/i],
  width: length,
  padding: [/^(?:\d{1,3}(?:px|pt|em)?\s*){1,4}$/i],
  'padding-left': length,
  margin: [/^(?:\d{1,3}(?:px|pt|em)?\s*){1,4}$/i],
  'margin-left': length,
};

const tags = [
  ...[
    'p',
    'div',
    'span',
    'br',
    'hr',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'blockquote',
    'pre',
    'code',
    'center',
  ],
  ...[
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'strike',
    'del',
    'ins',
    'sub',
    'sup',
    'small',
    'big',
    'font',
    'tt',
    'mark',
  ],
  ...[
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
    'tr',
    'td',
    'th',
    'img',
    'a',
  ],
];

/**
 * Takes out of a page whatever could run, fetch, ask or leave its frame. `pictureOf` gives the place of a picture that
 * came with the message (by its Content-ID), undefined when there is none.
 */
export function cleanPage(page: string, pictureOf: (contentId: string) => string | undefined): CleanPage {
  const source = page.slice(0, longestPage);
  let remoteImages = 0;
  let hadActiveContent = activeMark.test(source);
  const html = sanitize(source, {
    allowedTags: tags,
    allowedAttributes: {
      '*': ['style', 'align', 'dir', 'lang'],
      a: ['href', 'title', 'rel', 'target'],
      img: ['src', 'alt', 'width', 'height'],
      font: ['color', 'size', 'face'],
      td: ['colspan', 'rowspan', 'valign', 'width', 'bgcolor'],
      th: ['colspan', 'rowspan', 'valign', 'width', 'bgcolor'],
      table: ['border', 'cellpadding', 'cellspacing', 'width', 'bgcolor'],
      ol: ['start', 'type'],
    },
    allowedStyles: { '*': styles },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'svg', 'math', 'template'],
    nestingLimit: 200,
    onOpenTag: (name) => {
      if (active.has(name)) hadActiveContent = true;
    },
    transformTags: {
      // Another's page must know neither who opened it nor from where.
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' },
      }),
      img: (tagName, attribs) => {
        const source = (attribs.src ?? '').trim();
        const own = /^cid:/i.test(source) ? pictureOf(source.slice(4)) : ownPicture(source);
        if (own !== undefined) return { tagName, attribs: { ...attribs, src: own } };
        if (source !== '' && !/^(?:cid|data):/i.test(source)) remoteImages += 1;
        return { tagName: 'span', attribs: {}, text: (attribs.alt ?? '').slice(0, 200) };
      },
    },
  });
  return { html, remoteImages: remoteImages + countBackgrounds(source), hadActiveContent };
}

const ownPicture = (source: string): string | undefined =>
  /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(source) ? source : undefined;

// Pictures called from styles and backgrounds are fetched as well, where a program allows it.
const countBackgrounds = (source: string): number =>
  [...source.matchAll(/(?:url\(\s*["']?|background\s*=\s*["']?)(?:https?:)?\/\//gi)].length;

/** The words of a page, for whoever reads the text alone. */
export function wordsOfPage(page: string): string {
  const spaced = page
    .slice(0, longestPage)
    .replace(/<(?:br|hr)\b[^>]{0,1000}>/gi, '\n')
    .replace(/<\/(?:p|div|tr|li|h[1-6]|table|blockquote)\s*>/gi, '\n');
  const bare = sanitize(spaced, {
    allowedTags: [],
    allowedAttributes: {},
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'svg',
      'math',
      'template',
      'head',
    ],
    nestingLimit: 200,
  });
  return unescapeBasic(bare)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

// The sanitizer leaves these five, and decodes every other.
const unescapeBasic = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
