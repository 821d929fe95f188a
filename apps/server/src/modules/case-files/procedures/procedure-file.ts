import { type AppError, type FileMistake, ProcedureDeclaration } from '@opis/contracts';
import { Document } from 'yaml';
import { decodeText } from '../../../platform/decode-text.ts';
import { readYaml, YamlMistakes } from '../../../platform/yaml/read-yaml.ts';
import { yamlIssues, yamlMistake } from '../../../platform/yaml/yaml-issues.ts';
import { procedureText } from './procedure-texts.ts';

/** Declarations of a file, and where what is wrong in one of them stands. */
export type ProcedureFile = {
  declarations: readonly ProcedureDeclaration[];
  mistakesOf(error: AppError): FileMistake[];
};

const numbers = new Set(['years', 'min', 'max', 'decimals', 'withinDays', 'signatures']);

/**
 * Reads one declaration, or a list of them, from YAML or JSON. Throws `YamlMistakes` with every mistake, each with its
 * line. Fields of a later error are named as in the file: in a list, by the number of the declaration first.
 */
export function readProcedureFile(bytes: Uint8Array): ProcedureFile {
  const read = readYaml(decodeText(bytes), (key) => numbers.has(key));
  const isList = Array.isArray(read.value);
  const given: unknown[] = Array.isArray(read.value) ? read.value : [read.value];
  const declarations: ProcedureDeclaration[] = [];
  const mistakes: FileMistake[] = [];
  for (const [at, value] of given.entries()) {
    const parsed = ProcedureDeclaration.safeParse(value);
    if (parsed.success) declarations.push(parsed.data);
    else mistakes.push(...yamlIssues(read, parsed.error.issues, isList ? [at] : []));
  }
  if (mistakes.length > 0) throw new YamlMistakes(mistakes);
  return {
    declarations,
    mistakesOf: ({ fields }) =>
      fields.map(({ path, code }) =>
        yamlMistake(read, { path: isList ? path : path.replace(/^0\.?/, ''), code }),
      ),
  };
}

/** A declaration as people read and change it; read back, it is the same. What has its default is left out. */
export function writeProcedure(declaration: ProcedureDeclaration, format: 'yaml' | 'json'): string {
  const brief = withoutDefaults(declaration);
  if (format === 'json') return `${JSON.stringify(brief, null, 2)}\n`;
  const document = new Document(brief);
  document.commentBefore = procedureText('file.heading').replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, singleQuote: true });
}

const plain: Readonly<Record<string, unknown>> = {
  active: true,
  atCounter: false,
  required: false,
  optional: false,
  together: false,
  commission: false,
  legalBasis: false,
  starts: 'registration',
  tacitApproval: 'no',
};
const emptyByDefault = new Set([
  ...['categories', 'forSubRegisters', 'defaultFor', 'fields', 'requiredDocuments'],
  ...['route', 'terms', 'templates', 'public'],
]);

function withoutDefaults(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((row) => withoutDefaults(row));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name, part]) => part !== undefined && !isDefault(name, part));
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutDefaults(part, `${key}.${name}`)]));
}

function isDefault(name: string, value: unknown): boolean {
  if (name === 'rights') return Object.keys(value as object).length === 0;
  if (Array.isArray(value)) return value.length === 0 && emptyByDefault.has(name);
  return name in plain && plain[name] === value;
}
