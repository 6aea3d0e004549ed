import ts from 'typescript';
import { nodesOf, syntaxOf } from './syntax.ts';
import type { Tree } from './tree.ts';
import { importedFile, valueImports } from './value-imports.ts';

/** Where the code of a browser begins; it goes on in whatever this code imports. */
const ENTRIES = ['src/site/elements', 'src/site/figures', 'src/figures', 'src/terminal/client'];
/** Pure functions over data, used by page, terminal and recordings alike. */
const WITHOUT_PACKAGES = ['src/trace-view', 'src/telemetry/trace'];
/**
 * Packages that run in a browser, each a weight the reader of a page carries. zod is not among them: it tries
 * whether it may evaluate code, which the policy of our pages forbids and Firefox reports as an error.
 */
const PACKAGES =
  /^(@codemirror\/(commands|lang-go|lang-yaml|language|lint|merge|search|state|view)|@lezer\/highlight|@xterm\/(xterm|addon-fit|addon-search|addon-unicode11|addon-webgl)|diff|lit-html|marked)(\/|$)/;
const NODE_GLOBALS = ['Buffer', 'process'];

/** What a browser loads needs nothing of Node, and of packages only those meant for it. */
export function browserSafe(tree: Tree): string[] {
  return [...loadedByBrowsers(tree)].flatMap(([file, from]) => [
    ...packagesOf(tree, file).flatMap((name) => refusePackage(file, name, from)),
    ...nodeGlobals(syntaxOf(tree, file)).map((name) => refusal(file, `uses ${name}`, from)),
  ]);
}

function refusePackage(file: string, name: string, from: readonly string[]): string[] {
  if (isBelow(file, WITHOUT_PACKAGES))
    return [
      `${file}: imports ${name}, but ${WITHOUT_PACKAGES.join(' and ')} load no package. Pass in what it gives.`,
    ];
  return PACKAGES.test(name) ? [] : [refusal(file, `imports ${name}`, from)];
}

function refusal(file: string, what: string, from: readonly string[]): string {
  const way = from.length > 0 ? ` through ${from.join(', ')}` : '';
  return `${file}: ${what}, but a browser loads this file${way}. Move what a browser needs into a file of its own, or name a package that is made for browsers in src/cli/house/browser-safe.ts.`;
}

/** Every file a browser loads, with the files through which it is reached, the nearest first. */
function loadedByBrowsers(tree: Tree): Map<string, string[]> {
  const there = new Set(tree.files);
  const found = new Map<string, string[]>();
  const queue = tree.files
    .filter((file) => isBelow(file, [...ENTRIES, ...WITHOUT_PACKAGES]))
    .map((file) => ({ file, from: [] as string[] }));
  for (const { file, from } of queue) {
    if (found.has(file) || !/\.(ts|mjs)$/.test(file) || !there.has(file)) continue;
    found.set(file, from);
    for (const wanted of valueImports(syntaxOf(tree, file))) {
      const next = importedFile(file, wanted);
      if (next) queue.push({ file: next, from: [file, ...from] });
    }
  }
  return found;
}

function packagesOf(tree: Tree, file: string): string[] {
  return valueImports(syntaxOf(tree, file)).filter((wanted) => !importedFile(file, wanted));
}

/** Globals of Node that the file uses and does not declare itself. */
function nodeGlobals(source: ts.SourceFile): string[] {
  const names = nodesOf(source)
    .filter((node) => ts.isIdentifier(node))
    .filter(({ text }) => NODE_GLOBALS.includes(text));
  const declared = names.filter(
    ({ parent }) => 'name' in parent && names.includes(parent.name as ts.Identifier),
  );
  const own = new Set(
    declared.filter(({ parent }) => !ts.isPropertyAccessExpression(parent)).map(({ text }) => text),
  );
  return [...new Set(names.filter((name) => !declared.includes(name)).map(({ text }) => text))].filter(
    (name) => !own.has(name),
  );
}

function isBelow(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file.startsWith(`${folder}/`));
}
