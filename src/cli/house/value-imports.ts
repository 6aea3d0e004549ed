import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { nodesOf } from './syntax.ts';

/** What a file loads when it runs: imports of types are gone by then, late imports are counted. */
export function valueImports(source: ts.SourceFile): string[] {
  return nodesOf(source).flatMap((node) => {
    const wanted = specifierOf(node);
    return wanted && ts.isStringLiteral(wanted) ? [wanted.text] : [];
  });
}

/** The file of the repository that a specifier means; nothing for a package. */
export function importedFile(file: string, wanted: string): string | undefined {
  if (wanted.startsWith('#')) return `src/${wanted.slice(1)}`;
  return wanted.startsWith('.') ? join(dirname(file), wanted) : undefined;
}

function specifierOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node))
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? undefined : node.moduleSpecifier;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
  return undefined;
}
