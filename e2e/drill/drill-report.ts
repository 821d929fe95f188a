import { writeFileSync } from 'node:fs';

type Check = { section: string; sentence: string; passed: boolean; detail: string };

/** What the drill says while it runs, and what it comes to in the end. */
export type DrillReport = {
  section(title: string): void;
  note(text: string): void;
  /** A claim that either holds or does not; `detail` tells what was seen. */
  check(sentence: string, holds: boolean, detail?: string): void;
  /** Something that cannot be proven on this machine, and why: counted nowhere, said at the end. */
  notRun(what: string, why: string): void;
  /** A figure for the JSON. */
  figure(name: string, value: number): void;
  /** The last line; true when nothing failed and something was checked. */
  finish(jsonFile: string | undefined): boolean;
};

const say = (line: string) => process.stdout.write(`${line}\n`);

export function createReport(): DrillReport {
  const checks: Check[] = [];
  const figures: Record<string, number> = {};
  const missing: string[] = [];
  let section = '';
  return {
    section(title) {
      section = title;
      say(`\n${title}`);
    },
    note: (text) => say(`    ${text}`),
    check(sentence, passed, detail = '') {
      checks.push({ section, sentence, passed, detail });
      say(`  ${passed ? '✓' : '✗'} ${sentence}${detail === '' ? '' : `: ${detail}`}`);
    },
    notRun(what, why) {
      missing.push(`${what}: ${why}`);
      say(`  – not run: ${what}: ${why}`);
    },
    figure(name, value) {
      figures[name] = value;
    },
    finish(jsonFile) {
      const failed = checks.filter((check) => !check.passed);
      const passed = checks.length - failed.length;
      if (failed.length > 0) say('\nFailed:');
      for (const { section: where, sentence, detail } of failed) say(`  ✗ ${where}: ${sentence}: ${detail}`);
      for (const what of missing) say(`  – not run: ${what}`);
      const summary = { passed, failed: failed.length, figures, missing, checks };
      if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(summary, undefined, 2)}\n`);
      say(`\n${passed} passed, ${failed.length} failed`);
      return failed.length === 0 && passed > 0;
    },
  };
}
