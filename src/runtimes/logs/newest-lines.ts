import type { LogLine } from '../runtime.ts';

/**
 * The newest lines, `most` at the most, that later starts of a part than number `generation` wrote. One that is
 * replaced goes on writing for a moment, and what it says explains nothing of the next one.
 */
export function newestLines(lines: readonly LogLine[], generation: number, max: number): string[] {
  return lines
    .filter((line) => (line.generation ?? 0) > generation)
    .slice(-max)
    .map((line) => line.text);
}
