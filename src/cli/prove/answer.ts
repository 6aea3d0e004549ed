import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import type { ModuleFiles } from '#bench/workspace/module-files.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import type { Lab } from '#course/lab.ts';

/** The module with somebody's answer in it, or why that folder cannot be one. */
export type Answered = { ok: true; files: ModuleFiles } | { ok: false; problem: string };

/**
 * Lays the folder of an answer over the start of a step. It may hold a few files of the module at their places, or
 * the whole module; then what is missing there is missing. The folder is only read.
 */
export async function layAnswer(start: ModuleFiles, lab: Lab, folder: string): Promise<Answered> {
  const root = resolve(folder);
  const kind = await stat(root).catch(() => undefined);
  if (!kind?.isDirectory()) {
    const what = kind ? 'is not a folder' : 'does not exist';
    return { ok: false, problem: `The folder of the answer ${what}: ${root}` };
  }
  const all = await filesBelow(root);
  const landing = all.filter(
    (path) => start.has(path) || path === ANSWERS_FILE || /^(cmd|internal)\/.+\.go$/.test(path),
  );
  if (landing.length === 0) return { ok: false, problem: nothingLands(root, lab, all) };
  const own = new Map(landing.map((path) => [path, join(root, path)]));
  const whole = landing.includes('go.mod') && landing.some((path) => path.startsWith('cmd/'));
  return { ok: true, files: whole ? own : new Map([...start, ...own]) };
}

function nothingLands(root: string, lab: Lab, found: readonly string[]): string {
  const expected = lab.files.map((file) => `  ${join(root, file)}`).join('\n');
  const there = found.length > 0 ? `It holds ${found.slice(0, 3).join(', ')}. ` : 'It is empty. ';
  return `No file below ${root} has a place in the Bookstore’s module. ${there}Expected are files such as\n${expected}`;
}
