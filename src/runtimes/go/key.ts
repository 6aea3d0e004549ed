import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../process/run.ts';
import { goCommand, type Target } from './go-command.ts';
import { environmentFault } from './go-failure.ts';
import type { ToolOf } from './tool.ts';

/** Names exactly one build: the wrapper's go.mod, go.sum and sources, package and tags, the system it is for, and the Go that compiles them. */
export async function toolKey(
  tool: ToolOf,
  { target, signal }: { target?: Target; signal: AbortSignal },
): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await goVersion(tool.source, signal)).update(tool.package);
  if (tool.tags) hash.update(`\0tags ${tool.tags}`);
  if (target) hash.update(`${target.os}/${target.arch}`);
  const names = (await readdir(tool.source)).filter((name) => /\.go$|^go\.(mod|sum)$/.test(name)).sort();
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(tool.source, name)));
  return hash.digest('hex').slice(0, 16);
}

async function goVersion(cwd: string, signal: AbortSignal): Promise<string> {
  const result = await run(goCommand(['version'], cwd), signal);
  if (result.code !== 0) throw new Error(environmentFault(result) ?? `go version failed: ${result.output}`);
  return result.stdout.trim();
}
