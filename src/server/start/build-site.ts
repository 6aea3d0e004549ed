import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

interface SiteBuild {
  repository: string;
  logFile: string;
  /** Called with the process, for the records by which a later start ends what a killed one left. */
  onStart: (pid: number) => void;
  signal: AbortSignal;
}

/** Builds the site into dist/; gives undefined on success and the last lines of the build otherwise. */
export async function buildSite(build: SiteBuild): Promise<string | undefined> {
  const { signal } = build;
  signal.throwIfAborted();
  mkdirSync(dirname(build.logFile), { recursive: true });
  const log = createWriteStream(build.logFile, { mode: 0o600 });
  // A full disk costs the log, not the build.
  log.on('error', () => {});
  const child = spawn(
    process.execPath,
    [join(build.repository, 'node_modules/astro/bin/astro.mjs'), 'build'],
    {
      cwd: build.repository,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C in the terminal then reaches it once, from us.
      detached: true,
    },
  );
  if (child.pid !== undefined) build.onStart(child.pid);
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      last.push(line);
      if (last.length > 20) last.shift();
    });
  }
  const end = () => endGroup(child.pid);
  signal.addEventListener('abort', end, { once: true });
  const ended = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : last.join('\n')));
  });
  signal.removeEventListener('abort', end);
  log.end();
  signal.throwIfAborted();
  return ended;
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // It ended by itself.
  }
}
