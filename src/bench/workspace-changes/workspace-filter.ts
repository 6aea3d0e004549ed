import { ANSWERS_FILE } from '#course/answers/answers-file.ts';

/** Says which paths of a workspace are part of its state, and so are copied, replaced and removed with it. */
export interface WorkspaceFilter {
  /** Whether what lies at this path, if it is no folder, is part of the state. */
  entry(path: string): boolean;
  /** Whether a file has its place at this path, so that a folder there is in the way with all it holds. */
  file(path: string): boolean;
}

/**
 * What the course put there, the learner's answers, what the Go tool reads, and whatever stands in the way of a folder of these. Notes and
 * built programs are the learner's own affair: they change no verdict, so they stay where they are.
 */
export function workspaceFilterOf(known: Iterable<string>): WorkspaceFilter {
  const files = new Set([...known, ANSWERS_FILE]);
  const folders = new Set<string>();
  for (const path of files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      folders.add(path.slice(0, end));
    }
  }
  return {
    entry: (path) => files.has(path) || folders.has(path) || isOfModule(path),
    file: (path) => files.has(path),
  };
}

// With a folder named vendor the Go tool builds from that instead of the modules that go.mod names.
function isOfModule(path: string): boolean {
  return (
    /\.(go|s|c|h|cc|cpp|cxx|hh|hpp|hxx|m|f|F|for|f90|swig|swigcxx|syso)$/.test(path) ||
    /(^|\/)go\.(mod|sum|work|work\.sum)$/.test(path) ||
    /^vendor(\/|$)/.test(path)
  );
}
