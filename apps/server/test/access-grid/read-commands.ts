import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rule } from '../access/rule.ts';

/** What is sent to each route: address and body of its rule in the access matrix, whatever file that stands in. */
export async function readCommands(): Promise<ReadonlyMap<string, Pick<Rule, 'url' | 'body'>>> {
  const folder = join(import.meta.dirname, '..', 'access');
  const files = (await readdir(folder)).filter((name) => name.endsWith('-rules.ts'));
  const modules = await Promise.all(files.map((name) => import(/* @vite-ignore */ join(folder, name))));
  const rules: Rule[] = modules.flatMap((module) => Object.values(module)).flat() as Rule[];
  return new Map(rules.map((rule) => [rule.route, rule]));
}
