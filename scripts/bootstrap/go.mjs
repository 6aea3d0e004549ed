import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';

const LEAST = [1, 26, 7];
const USUAL_FOLDERS = ['/usr/local/go/bin', '/opt/homebrew/bin'];

/** Says why Go is of no use here, or nothing. Puts Go's usual folder on PATH when it is only missing there. */
export function goProblem() {
  const version = goVersion() ?? usualGoVersion();
  return versionProblem(version);
}

/** Judges the output of `go version`; undefined means there is no Go at all. */
export function versionProblem(output) {
  const help = 'Get it from https://go.dev/dl/ (on macOS: brew install go) and run the command again.';
  if (output === undefined)
    return `This command needs Go ${LEAST.join('.')} or newer, and there is no go on the PATH.\n${help}`;
  const found = /\bgo(\d+)\.(\d+)(?:\.(\d+))?/.exec(output);
  if (found && atLeast(found.slice(1).map((part) => Number(part ?? 0)))) return undefined;
  return `This command needs Go ${LEAST.join('.')} or newer; found: ${output.trim()}.\n${help}`;
}

function goVersion() {
  // GOTOOLCHAIN=local: an older Go would otherwise try to download a newer one and report that one's version.
  const env = { ...process.env, GOTOOLCHAIN: 'local' };
  const result = spawnSync('go', ['version'], { encoding: 'utf8', env });
  return result.status === 0 ? result.stdout : undefined;
}

function usualGoVersion() {
  const before = process.env.PATH;
  for (const folder of USUAL_FOLDERS) {
    process.env.PATH = [before, folder].filter(Boolean).join(delimiter);
    const version = goVersion();
    if (version !== undefined) return version;
  }
  process.env.PATH = before;
  return undefined;
}

function atLeast(version) {
  for (const [place, least] of LEAST.entries()) {
    if (version[place] !== least) return version[place] > least;
  }
  return true;
}
