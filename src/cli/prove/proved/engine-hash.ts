import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { syntaxOf } from '../../house/syntax.ts';
import type { Tree } from '../../house/tree.ts';
import { importedFile, valueImports } from '../../house/value-imports.ts';

/** What grades a state and runs it, besides the state's own files. */
export interface Engine {
  /** The repository. */
  root: string;
  lab: string;
  runtime: Runtime['name'];
  /** As `go version` says it: another compiler may build other programs of the same files. */
  goVersion: string;
}

/** The modules in which a proof begins; what they import is followed. */
const ENTRIES = ['src/cli/prove/grade-job.ts', 'src/cli/prove/prove-states.ts', 'src/cli/prove/stack.ts'];
/** What lies in a lab's folder and grades nothing: files of learners, of which only the state's own count, and notes on them. */
const ANSWERS = /^((start|solution|alternatives|mistakes|recording)\/|made-from\.yaml$)/;

/**
 * A hash over everything a verdict on this lab depends on except the learner's files: the code that grades and runs,
 * found by its imports, the lab's modules and texts, and the files that the stack is made from.
 */
export async function engineHash({ root, lab, runtime, goVersion }: Engine): Promise<string> {
  const hash = createHash('sha256').update([runtime, goVersion, process.version].join('\0'));
  const labFolder = join('labs', lab);
  const own = (await filesBelow(join(root, labFolder))).filter((path) => !ANSWERS.test(path));
  const stacks = ['labs/stack', ...(runtime === 'kind' ? ['labs/cluster'] : [])];
  const ofStacks = stacks.map(async (folder) =>
    (await filesBelow(join(root, folder))).map((path) => join(folder, path)),
  );
  const files = [
    ...modulesFrom(root, [...ENTRIES, join(labFolder, 'checks.ts')]),
    ...own.map((path) => join(labFolder, path)),
    ...(await Promise.all(ofStacks)).flat(),
    'labs/findings.yaml',
    'package-lock.json',
  ];
  for (const file of [...new Set(files)].toSorted()) addFile(hash, root, file);
  return hash.digest('hex');
}

/** The modules of the repository that are loaded with these, and these. */
function modulesFrom(root: string, entries: readonly string[]): Set<string> {
  const tree = treeAt(root);
  const found = new Set<string>();
  const queue = [...entries];
  for (const file of queue) {
    if (found.has(file) || !existsSync(join(root, file))) continue;
    found.add(file);
    if (!/\.m?[jt]s$/.test(file)) continue;
    const wanted = valueImports(syntaxOf(tree, file));
    queue.push(...wanted.flatMap((specifier) => importedFile(file, specifier) ?? []));
  }
  return found;
}

const trees = new Map<string, Tree>();

/** One for each repository, so that the labs of a course share what was parsed. */
function treeAt(root: string): Tree {
  const tree = trees.get(root) ?? {
    root,
    files: [],
    text: (file: string) => readFileSync(join(root, file), 'utf8'),
  };
  trees.set(root, tree);
  return tree;
}

function addFile(hash: Hash, root: string, file: string): void {
  const path = join(root, file);
  hash.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : 'absent');
}
