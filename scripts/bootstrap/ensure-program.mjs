import { existsSync } from 'node:fs';
import { findProgram } from './find-program.mjs';
import { installCommand } from './programs.mjs';
import { run } from './run.mjs';
import { sayWhile } from './say.mjs';
import { withoutServiceStarts } from './service-starts.mjs';

/** Sees to a program that npm does not bring: as root on Debian it is installed, else the problem is given back. */
export async function ensureProgram(program) {
  if (findProgram(program)) return undefined;
  const hasApt = Boolean(findProgram({ places: ['/usr/bin/apt-get'], onPath: [] }));
  const command = installCommand(program, process.platform, hasApt);
  if (process.getuid?.() !== 0 || !hasApt) return `${program.title} is missing. Run: ${command}`;
  const output = await installByApt(program);
  if (findProgram(program)) return undefined;
  const lines = output
    .trim()
    .split('\n')
    .slice(-15)
    .map((line) => `  ${line}`);
  return [
    `${program.title} could not be installed. apt-get said:`,
    ...lines,
    `Run it yourself: ${command}`,
  ].join('\n');
}

async function installByApt(program) {
  const done = sayWhile(`Installing ${program.title} (apt-get install ${program.package})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update', '-q'], { env });
  // Debian starts a service as soon as its package is there, and at every boot; Spanwise runs a broker of its own.
  const installed = await withoutServiceStarts(() =>
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', program.package], { env }),
  );
  if (installed.ok && program.service && existsSync('/run/systemd/system')) {
    await run('systemctl', ['disable', program.service]);
  }
  done(installed.ok ? 'done' : 'failed');
  return installed.ok ? '' : `${updated.ok ? '' : updated.output}\n${installed.output}`;
}
