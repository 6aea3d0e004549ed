import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { END_SIGNALS, onNpmGone } from './ending.mjs';
import { withNoProxy } from './no-proxy.mjs';
import { say } from './say.mjs';

/**
 * Runs scripts/<command>.ts on Node 24 and ends as it ends. The commands in package.json begin with `exec` so
 * that a signal sent to npm reaches this process and not a shell between them.
 */
export function handOver(root, command, args) {
  const node = join(root, 'node_modules/node/bin/node');
  const child = spawn(node, [join(root, `scripts/${command.replace(':', '-')}.ts`), ...args], {
    stdio: 'inherit',
    // By this the child sees that this process was killed, which can pass nothing on then.
    env: { ...withNoProxy(process.env), SPANWISE_STARTED_BY: String(process.pid) },
  });
  // A terminal, or whoever signals the whole group, reaches the child as well: it takes both for one wish.
  for (const signal of END_SIGNALS) process.on(signal, () => child.kill(signal));
  const stopLooking = onNpmGone(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    stopLooking();
    say(`Cannot run ${node}: ${error.message}\nRun: rm -rf node_modules, then this command again.`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code);
    stopLooking();
    for (const name of END_SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
