import { accessSync, constants } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Shells that can tell when they wait at their prompt, each with a file of ours that makes it do so. */
export type ShellName = 'bash' | 'zsh' | 'fish';

/** A shell that is to be started: the program with its arguments, and variables that its marks need. */
export interface ShellCommand {
  name: ShellName;
  file: string;
  args: string[];
  env: Record<string, string>;
}

const ours = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Closes the descriptors of the server before a shell begins. zsh and fish have some of their own by the time
 * they read a file of ours, so bash does it for them.
 */
// biome-ignore lint/suspicious/noTemplateCurlyInString: these are bash's own.
const CLOSE = 'for fd in /dev/fd/*; do fd=${fd##*/}; [ "$fd" -gt 2 ] && eval "exec $fd>&-"; done; exec "$@"';

/**
 * The learner's own shell, by `SHELL`, so that what they set for it holds here too; bash where it is none of
 * the three, or is not on this machine.
 */
export function chooseShell(env: Record<string, string>): ShellCommand {
  const wanted = basename(env['SHELL'] ?? '');
  if (wanted === 'zsh' && isThere('zsh', env)) {
    const own = env['ZDOTDIR'] ?? '';
    return { name: 'zsh', ...closing(['zsh', '-i']), env: { SPANWISE_ZDOTDIR: own, ZDOTDIR: ours('zsh') } };
  }
  if (wanted === 'fish' && isThere('fish', env))
    return {
      name: 'fish',
      ...closing(['fish', '-i', '-C', 'source $SPANWISE_FISH; set -e SPANWISE_FISH']),
      env: { SPANWISE_FISH: ours('fish.fish') },
    };
  return { name: 'bash', file: 'bash', args: ['--rcfile', ours('bash.bash'), '-i'], env: {} };
}

function closing(command: string[]): { file: string; args: string[] } {
  return { file: 'bash', args: ['--norc', '--noprofile', '-c', CLOSE, 'bash', ...command] };
}

function isThere(program: string, env: Record<string, string>): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
