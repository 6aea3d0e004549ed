import { randomUUID } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';
import type { RecordedOutput } from '#course/recordings/recorded.ts';
import { openPty } from '#terminal/server/pty.ts';

interface InShell {
  cwd: string;
  env: Record<string, string>;
  signal: AbortSignal;
}

/** Milliseconds for all lines of a step together; the slowest, `go build`, takes a tenth of it on a busy machine. */
const LIMIT = 120_000;
/** Seconds between two lines: nobody types the next sooner, and the spans of a request have been stored by then. */
const PAUSE = 2;
/** Characters and lines of the terminal: what a program prints should fit its place on the page. */
const SIZE = { cols: 96, rows: 200 };

/**
 * Runs lines one after the other in one bash on a terminal, as somebody types them, so that a variable that one sets is there
 * for the next; gives what each of them printed.
 */
export async function runInShell(
  lines: readonly { id: string; run: string }[],
  shell: InShell,
): Promise<RecordedOutput[]> {
  if (lines.length === 0) return [];
  const mark = `recorded-${randomUUID()}`;
  const script = lines.flatMap(({ run }) => [run, `printf '%s\\n' ${mark}; sleep ${PAUSE}`]).join('\n');
  const outputs = (await printed(script, shell)).split(`${mark}\n`);
  return lines.map((line, index) => ({ ...line, output: trimmed(outputs[index] ?? '') }));
}

function printed(script: string, { cwd, env, signal }: InShell): Promise<string> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const pty = openPty({
      ...{ file: 'bash', args: ['--noprofile', '--norc', '-c', script], cwd, env, ...SIZE },
      onData: (bytes) => chunks.push(bytes),
      onExit: () => {},
      onEnd: () => {
        until.removeEventListener('abort', end);
        resolve(stripVTControlCharacters(Buffer.concat(chunks).toString('utf8')).replaceAll('\r\n', '\n'));
      },
    });
    const end = () => {
      process.kill(pty.pid, 'SIGKILL');
      reject(until.reason);
    };
    until.addEventListener('abort', end, { once: true });
  });
}

/** Without the line ends around it, and without the spaces at the ends of lines. */
function trimmed(output: string): string {
  return output
    .replaceAll(/[^\S\n]+$/gm, '')
    .replace(/^\n+/, '')
    .trimEnd();
}
