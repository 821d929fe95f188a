import type { FileMistake } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { type Document, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import messages from '../../../messages/yaml.ro.json' with { type: 'json' };

const say = openTexts(messages);

/** Where something stands in a file, counted from 1. */
export type YamlPlace = { line: number; column: number };

/** What was read, and where each path of it (`fields.0.name`) stands, or the nearest thing around it. */
export type YamlFile = { value: unknown; placeOf(path: string): YamlPlace };

/** What is wrong in a file that is no YAML; each mistake in its place, in words. */
export class YamlMistakes extends Error {
  override readonly name = 'YamlMistakes';
  readonly mistakes: readonly FileMistake[];

  constructor(mistakes: readonly FileMistake[], options?: ErrorOptions) {
    super('the file is no YAML', options);
    this.mistakes = mistakes;
  }
}

/**
 * Reads YAML, JSON being a part of it. Codes such as 544 or 03 are words, exactly as written; only values of the keys that
 * `isNumber` names are counted. Throws `YamlMistakes`.
 */
export function readYaml(text: string, isNumber: (key: string) => boolean): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const found = [...document.errors, ...document.warnings];
  if (found.length > 0) {
    throw new YamlMistakes(
      found.map((error) => ({ ...placeAt(error.pos[0]), path: '', detail: describe(error) })),
    );
  }
  keepWrittenCodes(document, isNumber);
  const placeOf = (path: string) => placeAt(offsetOf(document, path === '' ? [] : path.split('.')));
  return { value: toValue(document, placeAt), placeOf };
}

/** A name repeated by reference a million times would not fit in memory; the library counts and refuses. */
function toValue(document: Document.Parsed, placeAt: (offset: number) => YamlPlace): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new YamlMistakes([{ ...placeAt(0), path: '', detail: say('aliases') }], { cause });
  }
}

const reasons = {
  TAB_AS_INDENT: 'tab',
  BAD_INDENT: 'indent',
  DUPLICATE_KEY: 'key-repeated',
  MISSING_CHAR: 'missing-sign',
  MULTIPLE_DOCS: 'several',
} as const;

function describe({ code }: YAMLError): string {
  return say(code in reasons ? reasons[code as keyof typeof reasons] : 'broken');
}

function keepWrittenCodes(document: Document.Parsed, isNumber: (key: string) => boolean): void {
  visit(document, {
    Scalar: (_key, node, path) => {
      const pair = path.at(-1);
      const counted = pair !== undefined && 'key' in pair && isNumber(String(pair.key));
      if (typeof node.value === 'number' && !counted && node.source !== undefined) node.value = node.source;
    },
  });
}

function offsetOf(document: Document.Parsed, path: readonly string[]): number {
  for (let known = path; known.length > 0; known = known.slice(0, -1)) {
    const node = document.getIn(
      known.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      true,
    );
    if (isNode(node)) return node.range[0];
  }
  return isNode(document.contents) ? document.contents.range[0] : 0;
}

const isNode = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
