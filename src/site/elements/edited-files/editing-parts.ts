import type { FileServer } from './file-server.ts';
import type { KeptTexts } from './kept-texts.ts';
import type { Clock, EditedTexts } from './open-file.ts';

/** What the opened files are kept equal with. */
export interface EditingParts {
  server: FileServer;
  /** Texts as they are typed. */
  texts: EditedTexts;
  /** Texts that are not on disk. */
  kept: KeptTexts;
  clock: Clock;
  /** Called after every change. */
  changed: () => void;
  /** Nothing is saved by itself once it aborts. */
  signal: AbortSignal;
}
