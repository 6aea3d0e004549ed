import type { CliIo } from '#cli/lab/cli-io.ts';
import { lab } from '#cli/lab/lab.ts';

/** Runs the command as a script would, or as in a terminal, and gives all it wrote. */
export async function runLab(
  argv: readonly string[],
  given: Partial<CliIo> & { terminal?: boolean; columns?: number } = {},
): Promise<{ code: number; out: string; err: string }> {
  const { terminal = false, columns = 100, ...more } = given;
  let [out, err] = ['', ''];
  const code = await lab(argv, {
    env: { NO_COLOR: '1' },
    cwd: '/',
    out: { write: (text) => (out += text), terminal, columns },
    err: { write: (text) => (err += text), terminal },
    signal: new AbortController().signal,
    ...more,
  });
  return { code, out, err };
}
