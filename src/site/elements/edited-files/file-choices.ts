import type { EditingParts } from './editing-parts.ts';
import type { FileSync } from './file-sync.ts';
import { mergeTexts } from './merge-texts.ts';
import type { OpenFile } from './open-file.ts';
import { replaceWith, settle } from './take-in.ts';
import { editable } from './text-form.ts';

/** What a learner decides about an opened file. Whatever is chosen, the other text is kept. */
export interface FileChoices {
  /** Ends a conflict by one of the two texts; the other is kept as a copy. */
  takeTheirs(path: string): void;
  keepMine(path: string): Promise<void>;
  /** Puts a file back to the start of the step; a copy of the learner's files is kept. Throws a BenchError. */
  reset(path: string): Promise<void>;
  /** Puts a kept text into the editor, or throws it away. */
  useKept(path: string, id: string): void;
  dropKept(id: string): void;
}

/** The choices for these files. */
export function fileChoices(
  files: ReadonlyMap<string, OpenFile>,
  { server, texts, kept, changed }: EditingParts,
  sync: FileSync,
): FileChoices {
  return {
    takeTheirs(path) {
      const file = files.get(path);
      if (!file?.theirs) return;
      const { trouble } = file.theirs;
      replaceWith(file, file.theirs, texts, kept);
      file.note = { words: `${trouble?.words ?? 'This is the text on disk.'} Yours is kept.` };
      kept.dropOwn(path);
      changed();
    },
    async keepMine(path) {
      const file = files.get(path);
      if (!file?.theirs) return;
      const { text, trouble } = file.theirs;
      if (!trouble) kept.keepCopy(path, editable(text), 'on-disk');
      settle(file, file.theirs);
      await sync.settle(file);
    },
    async reset(path) {
      const file = files.get(path);
      if (!file) return;
      await sync.settle(file);
      await sync.alone(file, async () => {
        const { copy, ...found } = await server.reset(path);
        replaceWith(file, found, texts, kept);
        const words = copy ? 'Reset. Your files from before are kept.' : 'Reset; it was as at the start.';
        file.note = { words, ...(copy && { undo: copy.id }) };
      });
      changed();
    },
    useKept(path, id) {
      const file = files.get(path);
      const chosen = kept.of(path).find((one) => one.id === id);
      if (!file || !chosen) return;
      const mine = texts.read(path);
      const joined = chosen.base === undefined ? undefined : mergeTexts(chosen.base, chosen.text, mine);
      const text = joined ?? chosen.text;
      if (joined === undefined && mine !== text) kept.keepCopy(path, mine, 'typed');
      // It goes from where it was kept only when it is kept as what is typed here.
      if (kept.keepOwn(path, text, file.base.text)) kept.drop(id);
      texts.edit(path, text);
      sync.typed(file);
    },
    dropKept(id) {
      kept.drop(id);
      changed();
    },
  };
}
