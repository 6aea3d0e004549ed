import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { say } from './say.mjs';

/**
 * Runs scripts/<command>.ts on Node 24 and ends as it ends. The commands in package.json begin with `exec` so
 * that a signal sent to npm reaches this process and not a shell between them.
 */
export function handOver(root, command, args) {
  const node = join(root, 'node_modules/node/bin/node');
  const child = spawn(node, [join(root, `scripts/${command.replace(':', '-')}.ts`), ...args], {
    stdio: 'inherit',
  });
  forwardSignals(child);
  child.on('error', (error) => {
    say(`Cannot run ${node}: ${error.message}\nRun: rm -rf node_modules, then this command again.`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

function forwardSignals(child) {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well; a second one would mean “at once”.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }
}
