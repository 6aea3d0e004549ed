import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');
const LEFT_OUT = /^(node_modules|tests|dist|dist\..*|\.astro|\.git)$/;
const CHAPTER = 'content/chapters/04-instrument/index.mdx';

/**
 * A copy of the repository whose chapter 04 has another lab beside split-trace, made as an author makes one. It has one step, `mend`,
 * which begins without a transport in storefront's client; split-trace begins with a healthy shop.
 */
export function copyWithTwoLabs(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-two-labs-'));
  cpSync(repository, folder, {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(relative(repository, path)),
  });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  execFileSync('node', ['scripts/bootstrap.mjs', 'lab:new', 'lost-headers'], { cwd: folder });
  // The chapter's own first lab is left out: two are enough to go from one to the other.
  edit(folder, CHAPTER, /^labs: .*$/m, 'labs: [split-trace, lost-headers]');
  edit(folder, CHAPTER, /^<Step lab="instrument-catalog".*$/gm, '');
  edit(folder, CHAPTER, '<Quiz />', '## Once more\n\n<Step lab="lost-headers" step="mend" />\n\n<Quiz />');
  edit(folder, 'labs/lost-headers/lab.yaml', /^title: .*$/m, 'title: Lost headers');
  // Compiling takes its time in a home without Go's cache.
  edit(folder, 'labs/lost-headers/lab.yaml', 'run: go build ./...', 'run: echo "in $PWD"');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function edit(folder: string, path: string, before: string | RegExp, after: string): void {
  const file = join(folder, path);
  const text = readFileSync(file, 'utf8');
  const edited = text.replace(before, after);
  if (edited === text) throw new Error(`${path} has nothing like ${before} to replace.`);
  writeFileSync(file, edited);
}
