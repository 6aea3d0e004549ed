import type { z } from 'zod';

/** What was wanted and what to do: the words for one zod issue. */
export interface IssueWords {
  path: PropertyKey[];
  expected: string;
  next: string;
  /** Whether the place to show is the key at `path`, not its value. */
  atKey?: boolean;
}

const KEBAB = '/^[a-z][a-z0-9-]*$/';

/** Turns a zod issue into words an author can act on; a union becomes the problem of its nearest branch. */
export function describeIssue(issue: z.core.$ZodIssue): IssueWords[] {
  const words = (expected: string, next: string): IssueWords[] => [
    { path: issue.path, expected, next: issue.input === undefined ? 'add this key' : next },
  ];
  switch (issue.code) {
    case 'invalid_type':
      return words(typeName(issue.expected), 'change the value to this type');
    case 'too_small':
      return words(bound('at least', issue.origin, issue.minimum, issue.inclusive), more(issue.origin));
    case 'too_big':
      return words(bound('at most', issue.origin, issue.maximum, issue.inclusive), less(issue.origin));
    case 'invalid_format':
      return words(formatName(issue), 'rewrite the value in this form');
    case 'invalid_value':
      return words(issue.values.map((value) => JSON.stringify(value)).join(' or '), 'use one of these');
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        expected: 'only keys the schema knows',
        next: 'look for a spelling mistake or a wrong indentation; otherwise remove the key',
        atKey: true,
      }));
    case 'invalid_union':
      return describeUnion(issue);
    case 'custom':
      return words(issue.message, nextOf(issue.params));
    default:
      return words(issue.message, 'change the value');
  }
}

function describeUnion(issue: z.core.$ZodIssueInvalidUnion): IssueWords[] {
  if (issue.discriminator !== undefined) {
    const value = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator];
    const known = discriminators(issue)
      .map((name) => JSON.stringify(name))
      .join(', ');
    const next = value === undefined ? 'add this key' : 'use one of these';
    return [{ path: issue.path, expected: `one of ${known}`, next }];
  }
  // The one form that is at least of the value's type is the one that was meant.
  const ofType = issue.errors.filter((branch) => !branch.some(isOtherType));
  if (ofType.length === 1) return describeBranch(issue, ofType[0]!);
  const nearest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
  if (depth(nearest) > 0) return describeBranch(issue, nearest);
  const expected = issue.errors.flatMap((branch) => branch.flatMap((inner) => describeIssue(inner)));
  const names = [...new Set(expected.map((words) => words.expected))].join(', or ');
  return [
    {
      path: issue.path,
      expected: names,
      next: 'use one of these forms',
    },
  ];
}

function isOtherType({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function describeBranch(
  { path }: z.core.$ZodIssueInvalidUnion,
  branch: readonly z.core.$ZodIssue[],
): IssueWords[] {
  return branch.flatMap((inner) => describeIssue({ ...inner, path: [...path, ...inner.path] }));
}

function discriminators(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function nextOf(params: Record<string, unknown> | undefined): string {
  const { next } = params ?? {};
  return typeof next === 'string' ? next : 'change the value';
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function typeName(expected: string): string {
  const names: Record<string, string> = {
    array: 'a list',
    object: 'a mapping (keys and values)',
    record: 'a mapping (keys and values)',
    string: 'text',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return names[expected] ?? expected;
}

function bound(side: string, origin: string, limit: number | bigint, inclusive = true): string {
  if (origin === 'array') return `${side} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return limit === 1 ? 'text that is not empty' : `${side} ${limit} characters`;
  if (inclusive) return `a number of ${side} ${limit}`;
  return `a number ${side === 'at least' ? 'above' : 'below'} ${limit}`;
}

function more(origin: string): string {
  return origin === 'array' || origin === 'string' ? 'add what is missing' : 'use a larger number';
}

function less(origin: string): string {
  return origin === 'array' || origin === 'string' ? 'take away what is too much' : 'use a smaller number';
}

function formatName(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.pattern === KEBAB) return 'lower-case letters, digits and hyphens, a letter first';
  return issue.pattern === undefined
    ? `text in the form of ${issue.format}`
    : `text that matches ${issue.pattern}`;
}
