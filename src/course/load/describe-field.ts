import { z } from 'zod';

interface Node {
  type?: string;
  description?: string;
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node | boolean;
  oneOf?: Node[];
  anyOf?: Node[];
  const?: unknown;
}

/** What the schema says a field is for, following `path` and, in a union, the branch whose literals `data` has. */
export function describeField(
  schema: z.ZodType,
  path: readonly PropertyKey[],
  data: unknown,
): string | undefined {
  let node: Node | undefined = z.toJSONSchema(schema, { io: 'input' }) as Node;
  let value = data;
  for (const key of path) {
    node = child(branch(node, value), key);
    value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
    if (node === undefined) return undefined;
  }
  return node.description;
}

function branch(node: Node, value: unknown): Node {
  const branches = node.oneOf ?? node.anyOf;
  if (branches === undefined) return node;
  const isObject = typeof value === 'object' && value !== null;
  const fits = ({ type }: Node) => type === undefined || (type === 'object') === isObject;
  return branches.find((candidate) => fits(candidate) && literalsMatch(candidate, value)) ?? node;
}

function literalsMatch(node: Node, value: unknown): boolean {
  const literals = Object.entries(node.properties ?? {}).filter(([, field]) => field.const !== undefined);
  return literals.every(
    ([key, field]) => (value as Record<string, unknown> | undefined)?.[key] === field.const,
  );
}

function child(node: Node, key: PropertyKey): Node | undefined {
  if (typeof key === 'number') return node.items;
  const named = node.properties?.[String(key)];
  if (named !== undefined) return named;
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}
