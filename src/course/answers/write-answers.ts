import { type Document, isMap, parseDocument } from 'yaml';

/**
 * The text of answers.yaml with one answer replaced; comments and all else stay. The text must be one that can be read,
 * or empty.
 */
export function withAnswer(text: string, step: string, field: string, typed: string): string {
  const document = parse(text);
  if (!isMap(document.contents)) document.contents = document.createNode({});
  const now = document.get(step, true);
  if (!isMap(now)) document.set(step, document.createNode({}));
  document.setIn([step, field], typed);
  return String(document);
}

/**
 * The text of answers.yaml where a workspace is brought to another state: the learner's own answers to the steps in `keep`,
 * and of all others what the state has. Undefined where no answer is left, so that there is no file.
 */
export function mergedAnswers(own: string, state: string, keep: readonly string[]): string | undefined {
  const [mine, theirs] = [parse(own), parse(state)];
  // Whatever stands in a file that cannot be read is in the backup.
  if (mine.errors.length > 0) return state || undefined;
  const [kept, there] = [mappingOf(mine), mappingOf(theirs)];
  const merged = Object.fromEntries([
    ...Object.entries(kept).filter(([step]) => keep.includes(step)),
    ...Object.entries(there).filter(([step]) => !keep.includes(step)),
  ]);
  if (sameMapping(merged, kept)) return own || undefined;
  if (sameMapping(merged, there)) return state || undefined;
  return Object.keys(merged).length === 0 ? undefined : String(documentOf(merged));
}

function parse(text: string): Document {
  return parseDocument(text, { schema: 'failsafe', prettyErrors: false });
}

function documentOf(mapping: Record<string, unknown>): Document {
  const document = parse('');
  document.contents = document.createNode(mapping);
  return document;
}

function mappingOf(document: Document): Record<string, unknown> {
  return isMap(document.contents) ? (document.toJS() as Record<string, unknown>) : {};
}

/** Whether two files say the same, in whichever order. */
function sameMapping(a: object, b: object): boolean {
  const sorted = (mapping: object) =>
    JSON.stringify(Object.entries(mapping).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return sorted(a) === sorted(b);
}
