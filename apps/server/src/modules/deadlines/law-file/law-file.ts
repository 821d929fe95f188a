import { type AppError, type FileMistake, LawFile } from '@opis/contracts';
import { Document } from 'yaml';
import { decodeText } from '../../../platform/decode-text.ts';
import { readYaml, YamlMistakes } from '../../../platform/yaml/read-yaml.ts';
import { yamlIssues, yamlMistake } from '../../../platform/yaml/yaml-issues.ts';
import { deadlineText } from '../sheet/deadline-texts.ts';

/** Rules and holidays of a file, and where what is wrong in one of them stands. */
export type ReadLawFile = { law: LawFile; mistakesOf(error: AppError): FileMistake[] };

const numbers = new Set(['value', 'extensionCap', 'month', 'day', 'easterOffset', 'fromYear', 'untilYear']);

/** Reads YAML or JSON. Throws `YamlMistakes` with every mistake, each with its line. */
export function readLawFile(bytes: Uint8Array): ReadLawFile {
  const read = readYaml(decodeText(bytes), (key) => numbers.has(key));
  const parsed = LawFile.safeParse(read.value);
  if (!parsed.success) throw new YamlMistakes(yamlIssues(read, parsed.error.issues));
  return {
    law: parsed.data,
    mistakesOf: ({ fields }) => fields.map((field) => yamlMistake(read, field)),
  };
}

/** The law as people read and change it; read back, it is the same. What has its default is left out. */
export function writeLawFile({ rules, holidays }: LawFile): string {
  const document = new Document({ rules: rules.map(brief), holidays: holidays.map(brief) });
  document.commentBefore = deadlineText('file.heading').replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, singleQuote: true });
}

const plain: Readonly<Record<string, unknown>> = { direction: 'after', extensionCap: 0 };
const brief = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== null && plain[key] !== value));
