import { lookup } from 'mrmime';

/** The media type of a file of the built site; with `nosniff` a wrong one would not load at all. */
export function mediaType(path: string): string {
  // mrmime leaves vendors' types out, and this one browsers ask for by themselves.
  const type = path.endsWith('.ico') ? 'image/x-icon' : (lookup(path) ?? 'application/octet-stream');
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}
