import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { friendly } from './friendly.mjs';
import { installedMatchesLock } from './installed.mjs';
import { withNoProxy } from './no-proxy.mjs';
import { npmCommand } from './npm-command.mjs';
import { npmProblem } from './npm-problem.mjs';
import { run } from './run.mjs';
import { sayWhile } from './say.mjs';
import { fingerprint, readStamp, stampFile } from './stamp.mjs';

// npm's own patience with a registry that does not answer is 75 seconds, too long to look at nothing.
const PATIENCE = ['--fetch-retries=3', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000'];

/** Installs the packages of package-lock.json, unless they are there already. */
export async function ensurePackages(root) {
  const wanted = fingerprint(root);
  if (readStamp(root) === wanted) return;
  if (!installedMatchesLock(root)) await install(root);
  await checkNode24(root);
  // Last, so that an install cut short at any point is done again.
  writeFileSync(stampFile(root), `${wanted}\n`);
}

async function install(root) {
  rmSync(stampFile(root), { force: true });
  rmSync(join(root, 'node_modules/.package-lock.json'), { force: true });
  const npm = npmCommand(process.env, process.execPath);
  const done = sayWhile('Installing packages (usually under a minute, 700 MB)');
  // The log level is named because .npmrc silences npm; `--include=dev` because NODE_ENV may leave tools out.
  const args = ['ci', '--loglevel=error', '--no-progress', '--prefer-offline', '--include=dev', ...PATIENCE];
  const result = await run(npm.file, [...npm.args, ...args], {
    cwd: root,
    env: withNoProxy(process.env),
  });
  done(result.ok ? 'done' : 'failed');
  if (!result.ok) throw friendly(npmProblem(result.output));
}

async function checkNode24(root) {
  const node = join(root, 'node_modules/node/bin/node');
  const result = await run(node, ['--version'], { cwd: root });
  if (result.ok && result.output.startsWith('v24.')) return;
  const message = [
    'Node.js 24 was not installed with the packages; its install script did not run or could not finish.',
    `Expected: ${node}`,
    ...(result.output ? [`Received: ${result.output.trim()}`] : []),
    'Run: npm rebuild --ignore-scripts=false --foreground-scripts --loglevel=notice, then this command again.',
  ].join('\n');
  throw friendly(message);
}
