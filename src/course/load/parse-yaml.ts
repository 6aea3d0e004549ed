import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { describeField } from './describe-field.ts';
import { describeIssue } from './describe-issue.ts';
import { describeValue } from './describe-value.ts';
import { locate } from './locate.ts';
import { CourseError, type CourseProblem } from './problem.ts';

/** Lines that stand before the YAML in the same file, such as the `---` that opens front matter. */
export interface ParseOptions {
  linesBefore?: number;
}

/** Reads YAML against a schema. Throws one CourseError with every problem and its place in the file. */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
  { linesBefore = 0 }: ParseOptions = {},
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new CourseError(file, syntaxProblems(document.errors, lines, linesBefore));
  }
  const data: unknown = document.toJS();
  const result = schema.safeParse(data, { reportInput: true });
  if (result.success) return result.data;
  const words = result.error.issues.flatMap((issue) => describeIssue(issue));
  const problems = words.map(({ path, atKey, ...rest }): CourseProblem => {
    const place = locate(document, lines, path, atKey);
    return {
      ...rest,
      path: showPath(path),
      received: atKey ? `key ${JSON.stringify(path.at(-1))}` : describeValue(valueAt(data, path)),
      line: place && place.line + linesBefore,
      column: place?.column,
      meaning: describeField(schema, path, data),
    };
  });
  throw new CourseError(
    file,
    problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  );
}

// One slip often makes the parser stumble again on the same line: the first word on each line is enough.
function syntaxProblems(
  errors: readonly { message: string; pos: [number, number] }[],
  lines: LineCounter,
  linesBefore: number,
): CourseProblem[] {
  const problems = errors.map((error) => syntaxProblem(error, lines, linesBefore));
  return problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index);
}

function syntaxProblem(
  error: { message: string; pos: [number, number] },
  lines: LineCounter,
  linesBefore: number,
): CourseProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  return {
    path: '',
    line: line + linesBefore,
    column: col,
    expected: 'YAML that can be read',
    received: error.message.split('\n')[0] ?? error.message,
    next: 'check the indentation and the quotes of this line and the one above it',
  };
}

function showPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`,
    )
    .join('');
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], data);
}
