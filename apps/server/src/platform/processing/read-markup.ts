import { Parser } from 'htmlparser2';
import { FlaggedFileError } from './file-job.ts';

const maxDepth = 2_000;

/** What of a marked-up text is read: which elements hold it, end a line, part words, or hold none of it. */
export type MarkupRules = {
  readonly xml: boolean;
  /** Text elsewhere is not read; undefined: text is read everywhere. */
  readonly textIn?: ReadonlySet<string>;
  readonly lines: ReadonlySet<string>;
  readonly gaps: ReadonlySet<string>;
  readonly skipped: ReadonlySet<string>;
  /** Of elements that hold none by what their attributes say. */
  readonly skips?: (name: string, attributes: Readonly<Record<string, string>>) => boolean;
};

/** Takes marked-up text in pieces and keeps what is text, up to a number of characters. */
export class MarkupReader {
  readonly #parser: Parser;
  readonly #rules: MarkupRules;
  readonly #most: number;
  #pieces: string[] = [];
  #length = 0;
  #depth = 0;
  #reading = 0;
  // Depths of the elements whose text is not read.
  readonly #skipped: number[] = [];
  isCut = false;

  constructor(rules: MarkupRules, most: number) {
    this.#rules = rules;
    this.#most = most;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        onclosetag: (name) => this.#close(name),
        ontext: (text) => this.#take(text),
      },
      { xmlMode: rules.xml, decodeEntities: true },
    );
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): string {
    this.#parser.end();
    return this.#pieces.join('');
  }

  #open(name: string, attributes: Readonly<Record<string, string>>) {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new FlaggedFileError('nested-too-deep');
    if (this.#rules.textIn?.has(name)) this.#reading += 1;
    if (this.#rules.skipped.has(name) || this.#rules.skips?.(name, attributes))
      this.#skipped.push(this.#depth);
    if (this.#rules.gaps.has(name)) this.#push(' ');
  }

  #close(name: string) {
    if (this.#skipped.at(-1) === this.#depth) this.#skipped.pop();
    this.#depth -= 1;
    if (this.#rules.textIn?.has(name)) this.#reading -= 1;
    if (this.#rules.lines.has(name)) this.#push('\n');
  }

  #take(text: string) {
    if (this.#skipped.length > 0 || (this.#rules.textIn && this.#reading === 0)) return;
    this.#push(text);
  }

  #push(text: string) {
    if (this.#length + text.length > this.#most) {
      this.isCut = true;
      return;
    }
    this.#length += text.length;
    this.#pieces.push(text);
  }
}
