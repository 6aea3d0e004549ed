import ts from 'typescript';
import type { Tree } from './tree.ts';

const parsed = new WeakMap<Tree, Map<string, ts.SourceFile>>();

/** The syntax tree of a TypeScript or JavaScript file; several rules read the same one, so it is parsed once a run. */
export function syntaxOf(tree: Tree, file: string): ts.SourceFile {
  const known = parsed.get(tree) ?? new Map<string, ts.SourceFile>();
  parsed.set(tree, known);
  const source = known.get(file) ?? ts.createSourceFile(file, tree.text(file), ts.ScriptTarget.Latest, true);
  known.set(file, source);
  return source;
}

/** Every node of a file, parents before their children. */
export function nodesOf(source: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
