/** A name in double braces, such as {{slow.trace}}. */
const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** The names of all placeholders in a text. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

/** The text with every placeholder filled in, in their order. */
export async function filled(
  text: string,
  valueFor: (name: string) => string | Promise<string>,
): Promise<string> {
  const values = new Map<string, string>();
  for (const name of placeholdersIn(text)) values.set(name, await valueFor(name));
  return text.replaceAll(PLACEHOLDER, (_, name: string) => values.get(name)!);
}

/** What is wrong with the name of a placeholder; undefined where it can be filled in, as far as that is known before. */
export function placeholderProblem(name: string, requests: readonly string[]): string | undefined {
  const [request = '', ...path] = name.split('.');
  if (!requests.includes(request))
    return `“${request}” is no request of requests.yaml, which has ${requests.join(', ') || 'none'}`;
  if (FORMS.some((form) => form.test(path.join('.')))) return undefined;
  return `“${path.join('.')}” is none of order, made.trace, made.span, made.tool-span, trace, receiver.trace, status, ms, span.<service>.<kind>.<id|name|ms|own|start|end> and service.<service>.<own|sum>`;
}

const KINDS = 'server|client|producer|consumer|internal';
const FORMS = [
  /^(order|made\.trace|made\.span|made\.tool-span|trace|receiver\.trace|status|ms)$/,
  new RegExp(`^span\\.[a-z-]+\\.(${KINDS})\\.(id|name|ms|own|start|end)$`),
  /^service\.[a-z-]+\.(own|sum)$/,
];
