// Every command of package.json enters here, on whatever Node the machine has (20 or newer) and before any
// package is installed: built-in modules only. It sees to what the command needs and hands over to Node 24.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureProgram } from './bootstrap/ensure-program.mjs';
import { friendly } from './bootstrap/friendly.mjs';
import { goProblem } from './bootstrap/go.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { machineProblem } from './bootstrap/machine.mjs';
import { COMMANDS, needsOf } from './bootstrap/needs.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { chromium, rabbitmq } from './bootstrap/programs.mjs';
import { say } from './bootstrap/say.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);

try {
  await main();
} catch (error) {
  if (!error.friendly) throw error;
  say(error.message);
  process.exitCode = 1;
}

async function main() {
  if (!COMMANDS.includes(command)) throw friendly(`Usage: npm run <${COMMANDS.join('|')}> [-- options]`);
  const machine = machineProblem(process.versions.node, process.platform, process.arch);
  if (machine) throw friendly(machine);
  const needs = needsOf(command, args);
  const go = needs.go ? goProblem() : undefined;
  if (go) throw friendly(go);
  await ensurePackages(root);
  for (const program of [rabbitmq, chromium]) {
    const problem = needs[program.name] && (await ensureProgram(program));
    if (!problem) continue;
    if (command !== 'start') throw friendly(problem);
    say(`${problem}\nThe site is served all the same; its labs wait for it.`);
  }
  handOver(root, command, args);
}
