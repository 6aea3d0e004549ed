/** Where a Go program was when it panicked. */
export interface CrashPlace {
  /** Path in the workspace. */
  file: string;
  /** From 1. */
  line: number;
  /** The function or method, such as `(*Consumer).handle`. */
  code: string;
}

/** A frame of a stack as Go's runtime prints it: the function with its arguments, then the file, which has no fixed root. */
const OWN_FRAME = /^(?:main|bookstore\/[\w/]+)\.(.+)\n\s+\S*\/((?:cmd|internal)\/\S+\.go):(\d+)/m;

/** The newest frame of the Bookstore's own code in the stack of a panic; undefined where the text has none. */
export function crashPlace(text: string): CrashPlace | undefined {
  const panicked = /(?:^|\b)(?:panic|fatal error)\b/.exec(text);
  const frame = panicked && OWN_FRAME.exec(text.slice(panicked.index));
  if (!frame) return undefined;
  const [, call = '', file = '', line = ''] = frame;
  // A receiver stands in parentheses too: `(*Consumer).handle(_, …)`.
  return { file, line: Number(line), code: call.replace(/\((?!\*).*$/, '') };
}
