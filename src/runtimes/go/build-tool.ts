import { access, chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../process/run.ts';
import { takeBuildLock } from './build-lock.ts';
import { buildNotes } from './build-notes.ts';
import { goCommand, type Target } from './go-command.ts';
import { environmentFault } from './go-failure.ts';
import { toolKey } from './key.ts';
import type { ToolOf } from './tool.ts';

interface ToolBuild {
  cacheFolder: string;
  instance: string;
  target?: Target;
  onStart: (pid: number) => void;
  /** A sign of life, such as the number of packages compiled. */
  onDetail: (detail: string) => void;
  signal: AbortSignal;
}

/** Where the cache has the tool's program, or would have it. */
export async function cachedTool(
  tool: ToolOf,
  build: Pick<ToolBuild, 'cacheFolder' | 'target' | 'signal'>,
): Promise<{ program: string; there: boolean }> {
  const program = join(build.cacheFolder, 'tools', `${tool.program}-${await toolKey(tool, build)}`);
  return { program, there: await exists(program) };
}

/** The path of the tool's program in the cache; builds it when it is not there. Nothing is downloaded when it is. */
export async function buildTool(
  tool: ToolOf,
  build: ToolBuild,
): Promise<{ program: string; built: boolean }> {
  const { program, there } = await cachedTool(tool, build);
  if (there) return { program, built: false };
  await mkdir(dirname(program), { recursive: true });
  const release = await takeBuildLock(
    `${program}.lock`,
    (pid) => build.onDetail(`process ${pid} is building it; waiting`),
    build.signal,
  );
  try {
    // The builder that was waited for may have finished it.
    if (await exists(program)) return { program, built: false };
    await compile(tool, program, build);
    return { program, built: true };
  } finally {
    await release();
  }
}

/** Into a file of another name, renamed when complete: the cache never holds half a program. */
async function compile(tool: ToolOf, program: string, build: ToolBuild): Promise<void> {
  const draft = `${program}.${process.pid}.part`;
  const notes = await buildNotes(build.cacheFolder, tool.program);
  const started = Date.now();
  let downloads = 0;
  let packages = 0;
  const args = ['build', '-v', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w'];
  if (tool.tags) args.push('-tags', tool.tags);
  try {
    const result = await run(
      {
        ...goCommand([...args, '-o', draft, tool.package], tool.source, build),
        // Minutes of work for every core: the parts that start meanwhile, and the page, come first.
        background: true,
      },
      build.signal,
      {
        onStart: build.onStart,
        onLine(line) {
          if (line.startsWith('go: downloading ')) build.onDetail(`${++downloads} modules downloaded`);
          else if (/^[\w.-]+(\/\S+)*$/.test(line)) build.onDetail(`${++packages} packages compiled`);
        },
      },
    );
    if (result.code !== 0) {
      const last = result.output.split('\n').slice(-8).join('\n');
      throw new Error(environmentFault(result) ?? `${tool.title} failed:\n${last}`);
    }
    await chmod(draft, 0o755);
    await rename(draft, program);
  } finally {
    await rm(draft, { force: true });
  }
  await notes.save(Date.now() - started);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
