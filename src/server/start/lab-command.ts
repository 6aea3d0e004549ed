import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './write-private.ts';

/** The learner's command `lab`, as terminals find it. */
export interface LabCommand {
  /** Folder to put first on a terminal's PATH. */
  folder: string;
  /** Variables by which the command finds its lab, the server and its token. */
  env(server: { port: number; lab: string }): Record<string, string>;
  /** Takes the token back; without it the command is only a text. */
  remove(): void;
}

/** Puts the command and its token into the state folder. The token itself never stands in an environment or an argument. */
export function writeLabCommand(where: { state: string; repository: string; token: string }): LabCommand {
  const folder = join(where.state, 'commands');
  const tokenFile = join(where.state, 'secrets', 'bench-token');
  const script = join(where.repository, 'scripts', 'lab.ts');
  writePrivate(tokenFile, `${where.token}\n`);
  writePrivate(join(folder, 'lab'), program(process.execPath, script, join(folder, 'cache')), 0o700);
  return {
    folder,
    env: ({ port, lab }) => ({
      SPANWISE_URL: `http://127.0.0.1:${port}`,
      SPANWISE_TOKEN_FILE: tokenFile,
      SPANWISE_LAB: lab,
    }),
    remove: () => rmSync(tokenFile, { force: true }),
  };
}

/**
 * What a learner sets for Node programs of their own must neither slow nor break this one. The compile cache takes half of
 * the time to start: with it the types are stripped once.
 */
function program(node: string, script: string, cache: string): string {
  return [
    '#!/bin/sh',
    'unset NODE_OPTIONS',
    `export NODE_COMPILE_CACHE=${quote(cache)}`,
    `exec ${quote(node)} ${quote(script)} "$@"`,
    '',
  ].join('\n');
}

function quote(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
