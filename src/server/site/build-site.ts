import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { siteProblem } from './site-problem.ts';
import { siteHash, stampSite } from './site-state.ts';
import { siteDraft, swapSite } from './swap-site.ts';

interface SiteBuild {
  repository: string;
  /** Keeps the build's output, readable by its owner alone. */
  logFile?: string;
  /** Path below which a static host will serve it; matters to the page for addresses that lead nowhere alone. */
  base?: string;
  /** Shows the output while it comes. */
  show?: boolean;
  /** Called with the process, for the records by which a later start ends what a killed one left. */
  onStart?: (pid: number) => void;
  signal: AbortSignal;
}

/** Lines of output that are looked at for what is wrong: Astro's own report of one mistake has some forty. */
const LAST_LINES = 200;

/**
 * Builds the site beside dist/ and swaps it in when it is complete, so that open pages go on working meanwhile. Gives
 * undefined on success and otherwise what the build complains of; then the old site stays.
 */
export async function buildSite(build: SiteBuild): Promise<string | undefined> {
  const { repository, signal } = build;
  signal.throwIfAborted();
  // Before the build: what is edited while it runs makes the site an old one, and not a current one.
  const hash = siteHash(repository);
  const draft = siteDraft(repository);
  const failure = await runAstro(build, draft);
  signal.throwIfAborted();
  if (failure !== undefined) return failure;
  // The bench's server has its pages at the top: it takes one with a base for an old site, and builds its own.
  if (build.base === undefined) stampSite(draft, hash);
  swapSite(repository, draft);
  return undefined;
}

async function runAstro(
  { repository, base, logFile, show, onStart, signal }: SiteBuild,
  draft: string,
): Promise<string | undefined> {
  if (logFile) mkdirSync(dirname(logFile), { recursive: true });
  const log = logFile ? createWriteStream(logFile, { mode: 0o600 }) : undefined;
  // A full disk costs the log, not the build.
  log?.on('error', () => {});
  const colour = show && process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: '0' };
  const child = spawn(
    process.execPath,
    [
      join(repository, 'node_modules/astro/bin/astro.mjs'),
      ...['build', '--outDir', draft],
      ...(base === undefined ? [] : ['--base', base]),
    ],
    {
      cwd: repository,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...colour },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C in the terminal then reaches it once, from us.
      detached: true,
    },
  );
  if (child.pid !== undefined) onStart?.(child.pid);
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log?.write(`${line}\n`);
      if (show) console.log(line);
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
    });
  }
  const end = () => endGroup(child.pid);
  signal.addEventListener('abort', end, { once: true });
  const ended = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : siteProblem(last)));
  });
  signal.removeEventListener('abort', end);
  log?.end();
  return ended;
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // It ended by itself.
  }
}
