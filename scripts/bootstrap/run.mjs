import { spawn } from 'node:child_process';
import { END_SIGNALS, exitCodeOf, onNpmGone } from './ending.mjs';

// Milliseconds that npm or apt-get may take to end in good order.
const GRACE = 5000;

/**
 * Runs a program to its end without input; its output, both streams together, is given back. A signal that asks for
 * an end goes to the program and all that it started, and then this process ends: nothing further is set up.
 */
export function run(file, args, options = {}) {
  return new Promise((settle) => {
    // A group of its own, because npm leaves install scripts behind when it alone is ended.
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    let asked;
    const stop = (signal) => {
      if (asked) return;
      asked = signal;
      // Not every program takes the others for a wish to end, and a shell's background ones ignore SIGINT.
      killGroup(child.pid, 'SIGTERM');
      setTimeout(() => killGroup(child.pid, 'SIGKILL'), GRACE);
    };
    for (const signal of END_SIGNALS) process.on(signal, stop);
    const stopLooking = onNpmGone(() => stop('SIGHUP'));
    const end = (ok) => {
      // What is left of the group would hold nobody up and be found by nobody.
      if (asked) killGroup(child.pid, 'SIGKILL');
      // Not by the signal itself: what was to be undone at the exit would not be.
      if (asked) process.exit(exitCodeOf(asked));
      stopLooking();
      for (const signal of END_SIGNALS) process.removeListener(signal, stop);
      settle({ ok, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

function killGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // Nothing of it is left.
  }
}
