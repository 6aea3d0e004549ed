import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from '#system/part-names.ts';
import { PARTS } from '#system/parts.ts';
import { goCommand, type Target } from '../go/go-command.ts';
import { environmentFault } from '../go/go-failure.ts';
import { run } from '../process/run.ts';
import type { CompileError } from '../runtime.ts';
import type { Folders } from '../state/folders.ts';
import type { ProcessRecords } from '../state/processes.ts';
import { compileErrors } from './compile-errors.ts';

/** The variable of the Bookstore that takes the hash of a build. */
const VERSION = 'bookstore/internal/telemetry.version';

/** What a build needs to know of the instance it is for. */
export interface Builder {
  folders: Folders;
  instance: string;
  records: ProcessRecords;
  /** For which system; this machine's own unless given. */
  target?: Target;
}

/** What became of building one service. */
export type ServiceBuild =
  | { status: 'ok'; program: string }
  | { status: 'does-not-build'; errors: CompileError[]; output: string }
  | { status: 'broken'; reason: string };

/** What to build: a workspace whose sources of the service have this hash, as long as `isStill` says so. */
interface Source {
  workspace: string;
  hash: string;
  isStill: () => Promise<boolean>;
}

/** Builds a service from the workspace into `<state>/bin/<service>-<hash>`, unless that is there already. */
export async function buildService(
  builder: Builder,
  service: Service,
  source: Source,
  signal: AbortSignal,
): Promise<ServiceBuild | { status: 'overtaken' }> {
  const folder = join(builder.folders.state, 'bin');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const program = join(folder, `${service}-${source.hash}`);
  if (await exists(program)) return { status: 'ok', program };
  const draft = `${program}.part`;
  // Without debugger tables linking takes half the time; panics keep their lines. The hash becomes service.version, so that
  // every span says which edit made it.
  const args = ['build', '-buildvcs=false', '-ldflags', `-s -w -X ${VERSION}=${source.hash}`, '-o', draft];
  try {
    const result = await run(
      goCommand([...args, `./${PARTS[service].program}`], source.workspace, builder),
      signal,
      {
        onStart: (pid) => builder.records.add(pid, `go build ${service}`),
      },
    );
    // An edit in the middle of the build may or may not be in the program: its name would lie.
    if (!(await source.isStill())) return { status: 'overtaken' };
    if (result.code !== 0) return failureOf(result, source.workspace);
    await rename(draft, program);
  } finally {
    await rm(draft, { force: true });
  }
  return { status: 'ok', program };
}

/** Removes programs of a service that are neither among the newest kept nor running. */
export async function pruneBuilds(
  builder: Builder,
  service: Service,
  keep: readonly string[],
): Promise<void> {
  const folder = join(builder.folders.state, 'bin');
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (
      /^[0-9a-f]{16}$/.test(name.slice(service.length + 1)) &&
      name.startsWith(`${service}-`) &&
      !keep.includes(path)
    ) {
      await rm(path, { force: true });
    }
  }
}

function failureOf(result: Awaited<ReturnType<typeof run>>, workspace: string): ServiceBuild {
  const errors = compileErrors(result.output, workspace);
  const reason = errors.length === 0 ? environmentFault(result) : undefined;
  return reason ? { status: 'broken', reason } : { status: 'does-not-build', errors, output: result.output };
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
