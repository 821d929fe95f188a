// Control characters but tab, line feed, vertical tab, form feed and carriage return.
const legacyControls = /[^\P{Cc}\t\n\v\f\r]/u;
// Unicode text may hold U+0085 and its neighbours; in an 8-bit text they show that it is none.
const controls = /[^\P{Cc}\t\n\v\f\r\u0080-\u009f]/u;

/**
 * The type of a text by its head: PDF, RTF and PostScript written in plain characters, HTML, SVG, XML, e-mail, or
 * plain text in UTF-8, UTF-16 with its mark, windows-1250 or ISO-8859-2. Undefined for what is no text.
 */
export function textType(head: Uint8Array, options: { whole: boolean }): string | undefined {
  const text = readText(head, options);
  if (text === undefined) return undefined;
  const start = text.slice(0, 16 * 1024).trimStart();
  if (start.startsWith('%PDF-')) return 'application/pdf';
  if (start.startsWith('{\\rtf')) return 'application/rtf';
  if (start.startsWith('%!PS')) return 'application/postscript';
  return markupType(start) ?? (isEmail(start) ? 'message/rfc822' : 'text/plain');
}

function readText(head: Uint8Array, options: { whole: boolean }): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return decode(head, 'utf-16le', options);
  if (head[0] === 0xfe && head[1] === 0xff) return decode(head, 'utf-16be', options);
  return decode(head, 'utf-8', options) ?? readCentralEuropean(head);
}

function decode(head: Uint8Array, encoding: string, options: { whole: boolean }): string | undefined {
  try {
    // A head may end in the middle of a character: that is no fault of the file.
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !options.whole });
    return controls.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

// windows-1250 and ISO-8859-2 have the Romanian letters in the same places. Neither is ever mostly accents.
function readCentralEuropean(head: Uint8Array): string | undefined {
  const text = new TextDecoder('windows-1250').decode(head);
  if (legacyControls.test(text)) return undefined;
  const accented = head.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  return accented <= head.length * 0.3 ? text : undefined;
}

// The tags by which browsers take a text for HTML (WHATWG MIME Sniffing, 7.1).
const html =
  /^(?:<!doctype html|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|img|form|meta|object|embed))[\s/>]/i;
const svg = /^<(?:[a-z]+:)?svg[\s/>]/i;

function markupType(start: string): string | undefined {
  const body = skipProlog(start);
  if (svg.test(body)) return 'image/svg+xml';
  if (html.test(body)) return 'text/html';
  if (start.startsWith('<?xml')) return 'application/xml';
  return start.startsWith('<!--') ? 'text/html' : undefined;
}

/** What stands after declarations, comments and a document type: each step goes forward, so it ends. */
function skipProlog(text: string): string {
  let rest = text;
  for (;;) {
    const end = rest.startsWith('<?')
      ? endOf(rest, '?>')
      : rest.startsWith('<!--')
        ? endOf(rest, '-->')
        : /^<!doctype\s+(?!html[\s>])/i.test(rest)
          ? endOf(rest, rest.slice(0, rest.indexOf('>')).includes('[') ? ']>' : '>')
          : undefined;
    if (end === undefined) return rest;
    rest = rest.slice(end).trimStart();
  }
}

function endOf(text: string, mark: string): number | undefined {
  const at = text.indexOf(mark);
  return at < 0 ? undefined : at + mark.length;
}

const known =
  /^(?:from|to|subject|date|received|message-id|mime-version|return-path|delivered-to|reply-to|content-type)$/i;

// RFC 5322: a message opens with fields; three of the known ones, one of which says who or by what way.
function isEmail(start: string): boolean {
  const names = new Set<string>();
  for (const line of start.split(/\r?\n/, 200)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && names.size > 0) continue;
    const name = /^([!-9;-~]{1,80}):/.exec(line)?.[1];
    if (name === undefined) return false;
    if (known.test(name)) names.add(name.toLowerCase());
  }
  return names.size >= 3 && (names.has('from') || names.has('received') || names.has('return-path'));
}
