import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');

test('the command loads no package and hardly a file that is not its own, so that it starts at once', () => {
  const words = readdirSync(join(root, 'src/cli/lab/subcommands')).map(
    (name) => `src/cli/lab/subcommands/${name}`,
  );
  const { files, packages } = reach(['scripts/lab.ts', ...words]);
  expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual([]);
  expect([...packages].toSorted()).toEqual([
    'node:fs',
    'node:http',
    'node:path',
    'node:timers/promises',
    'node:util',
  ]);
  const foreign = [...files].filter((file) => !file.startsWith('src/cli/lab/') && file !== 'scripts/lab.ts');
  expect(foreign.toSorted()).toEqual([
    // Whether a verdict is older than the files.
    'src/api/attempt-age.ts',
    // What a verdict rests on, in the words of the page.
    'src/course/evidence-ids.ts',
    'src/course/evidence-text.ts',
    // What stands above a hint, in the words of the page.
    'src/course/hint-title.ts',
    // What a log line says, as the page reads it.
    'src/course/log-line.ts',
    // The grammar of lab.yaml's texts, which the page reads with too.
    'src/course/prose/inline-markdown.ts',
    'src/course/prose/markdown.ts',
    'src/system/parts.ts',
    'src/system/spec-of.ts',
    'src/system/terminal-colour.ts',
    'src/telemetry/trace/own-service.ts',
    // Which requests a check sent: they are not the learner's last.
    'src/telemetry/trace/own-trace-id.ts',
    // The header that a request is given where the learner gave none.
    'src/telemetry/trace/tool-parent.ts',
    'src/trace-view/duration.ts',
    'src/trace-view/layout/extent.ts',
    'src/trace-view/layout/row-layout.ts',
    'src/trace-view/layout/shared-axis.ts',
    'src/trace-view/text/longest.ts',
    'src/trace-view/text/side-by-side.ts',
  ]);
});

/** Every file and package that is loaded with these; types are stripped and load nothing, and what is loaded late is left out. */
function reach(from: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, wanted = ''] of text.matchAll(/^import (?!type )(?:[^;]*? from )?'([^']+)';/gm)) {
      if (wanted.startsWith('#')) visit(`src/${wanted.slice(1)}`);
      else if (wanted.startsWith('.')) visit(relative(root, resolve(root, dirname(file), wanted)));
      else packages.add(wanted);
    }
  };
  for (const file of from) visit(file);
  return { files, packages };
}
