import ts from 'typescript';
import { isExempt } from './exempt.ts';
import { nodesOf, syntaxOf } from './syntax.ts';
import type { Tree } from './tree.ts';

const MAX_LINES = 80;

/** A function with the lines from its first to its last, functions inside it included. */
export interface FunctionLength {
  file: string;
  line: number;
  name: string;
  lines: number;
}

/** No function is so long that a file is one function in disguise. What it encloses counts as a part of it. */
export function functionLengths(tree: Tree): string[] {
  return functionsByLength(tree)
    .filter(({ lines }) => lines > MAX_LINES)
    .map(
      ({ file, line, name, lines }) =>
        `${file}:${line}: ${name} has ${lines} lines, at most ${MAX_LINES}. Take out what can be said in a sentence of its own.`,
    );
}

/** Every function of the TypeScript and JavaScript that is neither test nor answer, the longest first. */
export function functionsByLength(tree: Tree): FunctionLength[] {
  return tree.files
    .filter((file) => /\.(ts|mjs)$/.test(file) && !isExempt(file))
    .flatMap((file) => functionsIn(file, syntaxOf(tree, file)))
    .toSorted((one, other) => other.lines - one.lines);
}

function functionsIn(file: string, source: ts.SourceFile): FunctionLength[] {
  const found: FunctionLength[] = [];
  for (const node of nodesOf(source)) {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) continue;
    const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const last = source.getLineAndCharacterOfPosition(node.end).line;
    found.push({ file, line: first + 1, name: nameOf(node), lines: last - first + 1 });
  }
  return found;
}

/** Its own name, or that of what it is assigned to. */
function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'the constructor';
  const { parent } = node;
  const holder =
    ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : undefined;
  return (node.name ?? holder)?.getText() ?? 'a function without a name';
}
