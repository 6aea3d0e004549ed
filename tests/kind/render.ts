import { resolve } from 'node:path';
import { execa } from 'execa';
import { parseAllDocuments } from 'yaml';

const folder = resolve(import.meta.dirname, '../../labs/cluster');

export interface Rendered {
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  // Objects of many kinds: each test knows what it looks for.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  [field: string]: any;
}

/** Runs helm in the folder of the charts; rejects with what helm said. */
export async function helm(...args: string[]): Promise<string> {
  const { stdout } = await execa('helm', args, { cwd: folder });
  return stdout;
}

/** What Helm made of the same arguments: many tests look at the same objects. What it refused is asked again. */
const made = new Map<string, string>();

/** All objects of one chart as Helm would send them; each call's own. */
export async function render(chart: string, ...args: string[]): Promise<Rendered[]> {
  const key = JSON.stringify([chart, ...args]);
  const text = made.get(key) ?? (await helm('template', 'release', chart, ...args));
  made.set(key, text);
  return parseAllDocuments(text).flatMap((document) => document.toJS() ?? []) as Rendered[];
}

/** The values that key a chart to one learner. */
export function forLearner(name: string): string[] {
  return ['--set', `namespaces.bookstore=${name}-bookstore,namespaces.tracing=${name}-tracing`];
}
