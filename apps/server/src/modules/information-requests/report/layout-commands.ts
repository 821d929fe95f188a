import { ReportLayout } from '@opis/contracts';
import { type Command, InvalidArgumentError } from 'commander';
import { Document } from 'yaml';
import { fileRefused, readOperatorFile } from '../../../platform/cli/operator-file.ts';
import { printLine } from '../../../platform/cli/output.ts';
import type { RunCommand } from '../../../platform/cli/run-command.ts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { decodeText } from '../../../platform/decode-text.ts';
import { readYaml, YamlMistakes } from '../../../platform/yaml/read-yaml.ts';
import { yamlIssues } from '../../../platform/yaml/yaml-issues.ts';
import { informationText } from '../information-text.ts';
import { importLayout, readLayout } from './report-layouts.ts';

type Deps = { db: Db; clock: Clock };

/** `opis report-544 export | import FILE`: the layout of the yearly report about public information, as a file. */
export function reportLayoutCommands(program: Command, run: RunCommand<Deps>) {
  const report = program.command('report-544').description(informationText('command.description'));
  report
    .command('export')
    .description(informationText('command.export'))
    .option('--year <an>', informationText('command.year'), toYear)
    .action(({ year }: { year?: number }) =>
      run(async ({ db, clock }) => {
        const { layout } = await readLayout(db, year ?? toLegalTime(clock.now()).year);
        process.stdout.write(writeLayout(layout));
      }),
    );
  report
    .command('import')
    .description(informationText('command.import'))
    .argument('<file>', informationText('command.file'))
    .requiredOption('--from-year <an>', informationText('command.from-year'), toYear)
    .action(async (file: string, { fromYear }: { fromYear: number }) => {
      const layout = await open(file);
      await run(async (deps) => {
        const isNew = await importLayout(deps, { accountId: null }, { fromYear, layout });
        const lines = layout.sections.reduce((sum, section) => sum + section.lines.length, 0);
        const said = { year: String(fromYear), sections: layout.sections.length, lines };
        printLine(informationText(isNew ? 'import.done' : 'import.same', said));
      });
    });
}

function toYear(text: string): number {
  const year = Number(text);
  if (!Number.isInteger(year) || year < 2001 || year > 2200) throw new InvalidArgumentError('');
  return year;
}

async function open(file: string): Promise<ReportLayout> {
  const bytes = await readOperatorFile(file);
  try {
    return readLayoutFile(bytes);
  } catch (error) {
    throw error instanceof YamlMistakes ? fileRefused(file, error.mistakes, error) : error;
  }
}

function readLayoutFile(bytes: Uint8Array): ReportLayout {
  const read = readYaml(decodeText(bytes), () => false);
  const parsed = ReportLayout.safeParse(read.value);
  if (parsed.success) return parsed.data;
  throw new YamlMistakes(yamlIssues(read, parsed.error.issues));
}

/** A layout as people read and change it; read back, it is the same. */
function writeLayout(layout: ReportLayout): string {
  const document = new Document(layout);
  document.commentBefore = informationText('file.heading').replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, singleQuote: true });
}
