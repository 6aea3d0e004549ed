import { spawn } from 'node:child_process';

/** Runs a program to its end without input; its output, both streams together, is given back. */
export function run(file, args, options = {}) {
  return new Promise((settle) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const stop = (signal) => child.kill(signal);
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    const end = (ok) => {
      process.removeListener('SIGTERM', stop);
      process.removeListener('SIGINT', stop);
      settle({ ok, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
