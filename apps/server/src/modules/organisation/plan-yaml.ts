import type { OrganisationPlan } from '@opis/contracts';
import { Document, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { organisationText } from './organisation-texts.ts';
import { mistakeAt, PlanFileError, type ReadFile } from './plan-mistakes.ts';

/** Reads YAML, JSON being a part of it. Throws `PlanFileError` where the text is none. */
export function readYaml(text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const found = [...document.errors, ...document.warnings];
  if (found.length > 0)
    throw new PlanFileError(found.map((error) => mistakeAt(placeAt(error.pos[0]), describe(error))));
  keepWrittenCodes(document);
  const placeOf = (path: string) => placeAt(offsetOf(document, path === '' ? [] : path.split('.')));
  return { value: toValue(document, placeAt), placeOf };
}

/** A name repeated by reference a million times would not fit in memory; the library counts and refuses. */
function toValue(document: Document, placeAt: (offset: number) => { line: number; column: number }): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new PlanFileError([mistakeAt(placeAt(0), organisationText('yaml.aliases'))], { cause });
  }
}

const reasons = {
  TAB_AS_INDENT: 'yaml.tab',
  BAD_INDENT: 'yaml.indent',
  DUPLICATE_KEY: 'yaml.key-repeated',
  MISSING_CHAR: 'yaml.missing-sign',
  MULTIPLE_DOCS: 'yaml.several',
} as const;

function describe({ code }: YAMLError): string {
  return organisationText(code in reasons ? reasons[code as keyof typeof reasons] : 'yaml.broken');
}

/** Codes such as 544 or 03 are words here, exactly as written; only seats are counted. */
function keepWrittenCodes(document: Document): void {
  visit(document, {
    Scalar: (_key, node, path) => {
      const pair = path.at(-1);
      const isSeats = pair !== undefined && 'key' in pair && String(pair.key) === 'seats';
      if (typeof node.value === 'number' && !isSeats && node.source !== undefined) node.value = node.source;
    },
  });
}

/** Where a path begins, or the nearest thing around it that is there. */
function offsetOf(document: Document, path: readonly string[]): number {
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

/** A plan as YAML that people can read and change; it is read back as the same plan. */
export function writeYaml(plan: OrganisationPlan): string {
  const document = new Document(plan);
  document.commentBefore = organisationText('yaml.heading').replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, singleQuote: true });
}
