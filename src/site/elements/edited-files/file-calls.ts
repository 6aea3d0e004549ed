import type { EditingParts } from './editing-parts.ts';
import type { OpenFile } from './open-file.ts';
import { takeIn } from './take-in.ts';
import { inFormOf } from './text-form.ts';

/** Milliseconds until an emptied file is looked at again: a program that writes it in two steps has done both by then. */
const EMPTIED = 250;

/** Fetches what lies on disk now and takes it in. Throws a BenchError where nothing was learnt. */
export async function look(file: OpenFile, parts: EditingParts): Promise<void> {
  const { server, clock } = parts;
  const asked = file.seen;
  let found = await server.read(file.path);
  if ('text' in found && found.text === '' && file.base.text !== '') {
    await new Promise<void>((done) => clock.after(EMPTIED, done));
    found = await server.read(file.path);
  }
  if ('refused' in found) {
    file.blocked = found.refused;
    file.known = asked;
    return;
  }
  takeIn(file, found, parts);
  // What was heard of meanwhile may be newer than the answer.
  if (file.seen === asked) file.seen = found.version;
}

/**
 * Saves what is typed now, and takes in what lies on disk where another text lies there; gives why not where no other try
 * would help. Throws a BenchError where it is not known what became of it.
 */
export async function write(
  file: OpenFile,
  parts: EditingParts,
  keepalive: boolean,
): Promise<string | undefined> {
  const { server, texts, changed } = parts;
  const text = texts.read(file.path);
  const raw = inFormOf(file.base.raw, text);
  file.writing = true;
  changed();
  file.sent.push(text);
  const answer = await server.write(file.path, raw, file.base.version, keepalive).finally(() => {
    file.writing = false;
  });
  if ('refused' in answer) {
    file.sent = [];
    // What was typed since then may be taken: it is tried after the next pause.
    return texts.read(file.path) === text ? answer.refused : undefined;
  }
  const { version } = 'theirs' in answer ? answer.theirs : answer.saved;
  if (file.seen === file.known) file.seen = version;
  if ('theirs' in answer) takeIn(file, answer.theirs, parts);
  else {
    file.base = { version, text, raw };
    file.known = version;
  }
  file.sent = [];
  return undefined;
}
