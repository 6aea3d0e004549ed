import { stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

/** The file of the built site that a URL path means: the file itself, or a folder's index.html. */
export async function findPage(root: string, urlPath: string): Promise<string | undefined> {
  const path = decode(urlPath);
  if (path === undefined || path.includes('\0') || path.includes('\\') || path.includes('/.'))
    return undefined;
  const base = resolve(root);
  const wanted = resolve(base, `.${path}`);
  if (wanted !== base && !wanted.startsWith(base + sep)) return undefined;
  for (const file of path.endsWith('/')
    ? [join(wanted, 'index.html')]
    : [wanted, join(wanted, 'index.html'), `${wanted}.html`]) {
    if (await isFile(file)) return file;
  }
  return undefined;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
