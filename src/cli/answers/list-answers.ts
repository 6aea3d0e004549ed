import type { AnswerFolder } from './answer-folders.ts';
import { countHunks } from './count-hunks.ts';
import { stateOf } from './overlay-state.ts';

/** Prints every overlay with its state and in how many places it differs; the exit code says whether all are current. */
export async function listAnswers(folders: readonly AnswerFolder[], signal: AbortSignal): Promise<number> {
  let current = 0;
  let others = 0;
  for (const { name, overlays, leftOver } of folders) {
    console.log(`${name}: ${overlays.length} files of answers`);
    for (const overlay of overlays) {
      const state = stateOf(overlay);
      if (state === 'current') current += 1;
      else others += 1;
      const hunks = overlay.now ? await countHunks(overlay.replaces, overlay.file, signal) : 0;
      const shown = state === 'current' ? state : state.toUpperCase();
      console.log(`  ${shown.padEnd(10)}  ${String(hunks).padStart(2)} hunks  ${overlay.path}`);
    }
    others += leftOver.length;
    for (const path of leftOver) console.log(`  LEFT OVER             ${path}`);
  }
  console.log(`${current} current, ${others} to look at`);
  return others > 0 ? 1 : 0;
}
