import { isAbsolute, relative } from 'node:path';
import type { CompileError } from '../runtime.ts';

/** Reads the compiler's errors out of the output of `go build`; paths become relative to the workspace. */
export function compileErrors(output: string, workspace: string): CompileError[] {
  const errors: CompileError[] = [];
  for (const line of output.split('\n')) {
    const match = /^(?:go: )?((?:[^\s:]+\.go|(?:[^\s:]*\/)?go\.mod)):(\d+)(?::(\d+))?: (.+)$/.exec(
      line.trimEnd(),
    );
    if (match) {
      const [, file, row, column, message] = match;
      errors.push({
        file: inside(file!, workspace),
        line: Number(row),
        column: Number(column ?? 1),
        message: message!,
      });
    } else if (/^\t\S/.test(line) && errors.length > 0) {
      // The compiler continues a message on lines that start with a tab ("have (…)", "want (…)").
      errors.at(-1)!.message += `\n${line.trim()}`;
    }
  }
  return errors.filter((error, index) => !sameAs(error, errors.slice(0, index)));
}

function inside(file: string, workspace: string): string {
  return isAbsolute(file) ? relative(workspace, file) : file.replace(/^\.\//, '');
}

/** With several programs built at once the same package's errors are printed for each. */
function sameAs(error: CompileError, earlier: CompileError[]): boolean {
  return earlier.some(
    (other) => other.file === error.file && other.line === error.line && other.message === error.message,
  );
}
