import { join } from 'node:path';

/** The Node 24 that the packages brought, and a program of node_modules to run on it. */
export function nodeTool(root: string, script: string, ...args: string[]): [file: string, args: string[]] {
  return [join(root, 'node_modules/node/bin/node'), [join(root, script), ...args]];
}
